-- Times before 1970 are cut downward like all others.
CREATE TABLE t (id INT, t3 TIMESTAMP(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, t3, CAST(t3 AS DATE) AS d, CAST(t3 AS TIMESTAMP(0)) AS t0, EXTRACT(HOUR FROM t3) AS h, EXTRACT(DAY FROM t3) AS dd,
  FLOOR(t3 TO YEAR) AS y
FROM t;
