-- Aggregating a UNION ALL of three branches of two tables.
CREATE TABLE a (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');
CREATE TABLE b (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/b.csv', 'format' = 'csv');

SELECT k, COUNT(*) AS n, SUM(v) AS s, MIN(src) AS first_src FROM (
  SELECT k, v, 'a' AS src FROM a
  UNION ALL SELECT k, -v, 'b' FROM b
  UNION ALL SELECT 'all', v, 'c' FROM a WHERE v > 1) AS u
GROUP BY k;
