-- A function that does not exist is named, with its position.
CREATE TABLE t (s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  NO_SUCH_FUNCTION(s) AS x
FROM t;
