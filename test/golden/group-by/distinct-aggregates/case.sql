-- COUNT, SUM, AVG, MIN and MAX of DISTINCT values ignore NULL; several DISTINCT columns are told apart.
CREATE TABLE t (k STRING, a INT, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  k, COUNT(*) AS n, COUNT(DISTINCT a) AS da, COUNT(DISTINCT b) AS db, SUM(DISTINCT a) AS sa, AVG(DISTINCT a) AS aa,
  MIN(DISTINCT a) AS lo, COUNT(a) AS ca
FROM t GROUP BY k;
