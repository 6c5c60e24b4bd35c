-- UNION ALL of a text and a number is refused.
CREATE TABLE a (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');

SELECT k FROM a
UNION ALL
SELECT v FROM a;
