-- A table that does not exist is named, with its position.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id
FROM missing_table;
