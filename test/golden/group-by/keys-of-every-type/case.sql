-- Grouping by BOOLEAN, DECIMAL, DOUBLE, DATE, TIMESTAMP and text keys together.
CREATE TABLE t (b BOOLEAN, d DECIMAL(6, 2), x DOUBLE, da DATE, ts TIMESTAMP(3), s STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT b, d, x, da, ts, s, SUM(v) AS total FROM t GROUP BY b, d, x, da, ts, s;
