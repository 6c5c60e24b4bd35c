-- A selected column that is neither grouped nor aggregated is refused, with its position.
CREATE TABLE t (a INT, b INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT a,
  b, COUNT(*) AS n
FROM t GROUP BY a;
