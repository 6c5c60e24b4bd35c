-- A path that does not exist fails, and names the path.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/no-such-file.csv', 'format' = 'csv');

SELECT id FROM t;
