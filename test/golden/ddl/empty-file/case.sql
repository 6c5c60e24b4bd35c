-- A source without rows gives no rows, and the job still ends.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, UPPER(s) AS u FROM t;
