-- RIGHT and FULL OUTER JOIN.
CREATE TABLE l (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv');
CREATE TABLE r (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv');

SELECT 'right' AS kind, l.id, r.v FROM l RIGHT JOIN r ON l.k = r.k
UNION ALL
SELECT 'full', l.id, r.v FROM l FULL OUTER JOIN r ON l.k = r.k;
