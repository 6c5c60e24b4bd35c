-- A column that does not exist is named, with its position.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id,
  id + no_such_column AS x
FROM t;
