-- A filter over a changelog drops the row that stops passing: HAVING-like conditions on a counted sub-query.
CREATE TABLE t (k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, n FROM (SELECT k, COUNT(*) AS n FROM t GROUP BY k) AS c WHERE n BETWEEN 2 AND 3;
