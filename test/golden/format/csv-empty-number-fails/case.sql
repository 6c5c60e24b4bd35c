-- csv: an empty INT field without csv.null-literal fails the job.
CREATE TABLE t (id INT, n INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT * FROM t;
