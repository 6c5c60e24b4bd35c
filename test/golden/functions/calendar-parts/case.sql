-- WEEK is ISO; DOW and DAYOFWEEK begin with Sunday = 1; QUARTER, DOY and DAYOFYEAR.
CREATE TABLE t (id INT, d DATE) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, EXTRACT(QUARTER FROM d) AS q, EXTRACT(WEEK FROM d) AS w, EXTRACT(DOY FROM d) AS doy, EXTRACT(DOW FROM d) AS dow,
  QUARTER(d) AS q2, WEEK(d) AS w2, DAYOFYEAR(d) AS doy2, DAYOFWEEK(d) AS dow2
FROM t;
