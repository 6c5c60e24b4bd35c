-- A function called with arguments it does not take is refused, with its position.
CREATE TABLE t (s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  LOWER(s, 2) AS x
FROM t;
