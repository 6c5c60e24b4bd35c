-- Aggregating only the groups that pass a HAVING: rows come and go.
CREATE TABLE t (g STRING, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT g, COUNT(*) AS n, SUM(s) AS total, SUM(s) FILTER (WHERE k <> 'a') AS not_a
FROM (SELECT g, k, SUM(v) AS s FROM t GROUP BY g, k HAVING SUM(v) > 0) AS x
GROUP BY g;
