-- DATE, TIME and TIMESTAMP compare in time; MIN and MAX over them; BETWEEN with literals.
CREATE TABLE t (k INT, d DATE, ti TIME, ts TIMESTAMP(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  k, MIN(d) AS d_min, MAX(d) AS d_max, MIN(ti) AS ti_min, MAX(ti) AS ti_max, MIN(ts) AS ts_min, MAX(ts) AS ts_max,
  SUM(CASE WHEN d BETWEEN DATE '2024-01-01' AND DATE '2024-12-31' THEN 1 ELSE 0 END) AS in_2024,
  SUM(CASE WHEN ts >= TIMESTAMP '2024-06-01 00:00:00' THEN 1 ELSE 0 END) AS since_june
FROM t
GROUP BY k;
