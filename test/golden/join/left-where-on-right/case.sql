-- A condition on the right side in WHERE drops the unmatched rows; IS NULL there keeps only them.
CREATE TABLE l (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv');
CREATE TABLE r (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv');

SELECT 'big' AS kind, l.id, r.v FROM l LEFT JOIN r ON l.k = r.k WHERE r.v > 10
UNION ALL
SELECT 'none', l.id, r.v FROM l LEFT JOIN r ON l.k = r.k WHERE r.k IS NULL;
