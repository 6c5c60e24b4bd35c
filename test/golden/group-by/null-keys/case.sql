-- NULL is a group of its own, in one key column and in several.
CREATE TABLE t (a STRING, b INT, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT a, b, COUNT(*) AS n, SUM(v) AS s FROM t GROUP BY a, b;
