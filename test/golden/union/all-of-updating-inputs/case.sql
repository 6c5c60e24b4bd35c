-- UNION ALL of two changing queries keeps both changelogs apart by their rows.
CREATE TABLE a (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');

SELECT 'sum' AS what, k, SUM(v) AS x FROM a GROUP BY k
UNION ALL
SELECT 'max', k, MAX(v) FROM a GROUP BY k
UNION ALL
SELECT 'row', k, v FROM a;
