-- LEFT JOIN to an aggregate, then LEFT JOIN to another: NULL rows come and go on both levels.
CREATE TABLE a (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');
CREATE TABLE b (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/b.csv', 'format' = 'csv');
CREATE TABLE c (total INT, label STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/c.csv', 'format' = 'csv');

SELECT a.id, s.total, c.label
FROM a
LEFT JOIN (SELECT k, SUM(v) AS total FROM b GROUP BY k) AS s ON a.k = s.k
LEFT JOIN c ON s.total = c.total;
