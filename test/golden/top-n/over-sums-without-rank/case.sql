-- The same without the rank, and with the smallest first.
CREATE TABLE t (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, s FROM (
  SELECT k, s, ROW_NUMBER() OVER (ORDER BY s ASC, k DESC) AS rn
  FROM (SELECT k, SUM(v) AS s FROM t GROUP BY k) AS sums) AS x
WHERE rn <= 2;
