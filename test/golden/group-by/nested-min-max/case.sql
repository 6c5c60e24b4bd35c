-- MIN and MAX over changing sums fall back to the next value when the extreme one is retracted.
CREATE TABLE t (g STRING, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT g, MIN(s) AS lo, MAX(s) AS hi, SUM(s) AS total, AVG(s) AS av, COUNT(*) AS n
FROM (SELECT g, k, SUM(v) AS s FROM t GROUP BY g, k) AS sums
GROUP BY g;
