-- TO_DATE with the default and an own pattern.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, TO_DATE(s) AS d FROM t WHERE id < 10
UNION ALL
SELECT id, TO_DATE(s, 'dd/MM/yyyy') FROM t WHERE id >= 10;
