-- CAST of a number text that does not fit its DECIMAL fails the job (a number that does not fit is NULL).
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, CAST(s AS DECIMAL(4, 2)) AS d FROM t;
