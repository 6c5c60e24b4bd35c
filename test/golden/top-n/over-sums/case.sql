-- Top-N over changing sums: rows climb and fall, one that falls out is replaced by one from behind.
CREATE TABLE t (g STRING, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT g, rn, k, s FROM (
  SELECT g, k, s, ROW_NUMBER() OVER (PARTITION BY g ORDER BY s DESC, k) AS rn
  FROM (SELECT g, k, SUM(v) AS s FROM t GROUP BY g, k) AS sums) AS x
WHERE rn <= 2;
