-- SUM, MIN, MAX, AVG and COUNT(x) skip NULLs; a group of NULLs only gives NULL (COUNT 0); AVG of INT truncates.
CREATE TABLE t (k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT k, COUNT(*) AS n, COUNT(v) AS nv, SUM(v) AS s, MIN(v) AS lo, MAX(v) AS hi, AVG(v) AS av FROM t GROUP BY k;
