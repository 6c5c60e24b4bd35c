-- Both sides are aggregates; the join's key is the key of each.
CREATE TABLE a (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');
CREATE TABLE b (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/b.csv', 'format' = 'csv');

SELECT x.k, x.s AS sa, y.s AS sb, x.s - y.s AS diff
FROM (SELECT k, SUM(v) AS s FROM a GROUP BY k) AS x
JOIN (SELECT k, SUM(v) AS s FROM b GROUP BY k) AS y ON x.k = y.k;
