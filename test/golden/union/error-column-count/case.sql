-- UNION ALL of queries with different numbers of columns is refused.
CREATE TABLE a (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');

SELECT k, v FROM a
UNION ALL
SELECT k FROM a;
