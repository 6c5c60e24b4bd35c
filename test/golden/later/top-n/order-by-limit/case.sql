-- ORDER BY with LIMIT is a Top-N.
CREATE TABLE a (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');

SELECT k, v FROM a ORDER BY v DESC, k LIMIT 3;
