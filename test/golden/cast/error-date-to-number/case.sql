-- A DATE has no cast to a number: refused before running.
CREATE TABLE t (d DATE) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  CAST(d AS INT) AS i
FROM t;
