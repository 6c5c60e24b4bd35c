-- An aggregate in WHERE is refused.
CREATE TABLE t (a INT, b INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT a FROM t
WHERE SUM(b) > 1
GROUP BY a;
