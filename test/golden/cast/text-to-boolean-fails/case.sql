-- CAST of a text that is no BOOLEAN fails the job.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, CAST(s AS BOOLEAN) AS b FROM t;
