-- EXTRACT and the functions YEAR … SECOND over TIMESTAMP and DATE.
CREATE TABLE t (id INT, ts TIMESTAMP(3), d DATE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, EXTRACT(YEAR FROM ts) AS y, EXTRACT(MONTH FROM ts) AS mo, EXTRACT(DAY FROM ts) AS da, EXTRACT(HOUR FROM ts) AS h,
  EXTRACT(MINUTE FROM ts) AS mi, EXTRACT(SECOND FROM ts) AS s, EXTRACT(DAY FROM d) AS d_day,
  YEAR(d) AS y2, MONTH(d) AS mo2, DAYOFMONTH(d) AS dom,
  HOUR(ts) AS h2, MINUTE(ts) AS mi2, SECOND(ts) AS s2, YEAR(ts) AS y3
FROM t;
