-- UNION, INTERSECT and EXCEPT.
CREATE TABLE a (k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');
CREATE TABLE b (k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/b.csv', 'format' = 'csv');

SELECT 'u' AS op, k FROM (SELECT k FROM a UNION SELECT k FROM b) AS x
UNION ALL SELECT 'i', k FROM (SELECT k FROM a INTERSECT SELECT k FROM b) AS y
UNION ALL SELECT 'e', k FROM (SELECT k FROM a EXCEPT SELECT k FROM b) AS z;
