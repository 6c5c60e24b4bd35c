-- IN and NOT EXISTS sub-queries.
CREATE TABLE l (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv');
CREATE TABLE r (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv');

SELECT 'in' AS kind, id FROM l WHERE k IN (SELECT k FROM r WHERE v > 5)
UNION ALL
SELECT 'not', id FROM l WHERE NOT EXISTS (SELECT 1 FROM r WHERE r.k = l.k);
