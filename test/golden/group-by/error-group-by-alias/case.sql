-- GROUP BY an alias of the SELECT list is refused.
CREATE TABLE t (a INT, b INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT a + b AS total_ab, COUNT(*) AS n
FROM t
GROUP BY total_ab;
