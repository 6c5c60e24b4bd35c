-- Derived tables nest, rename and narrow columns.
CREATE TABLE t (id INT, name STRING, n INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT d.k, d.v * 2 AS w
FROM (
  SELECT k, v FROM (SELECT id AS k, n + 1 AS v, name FROM t WHERE name LIKE 't%') AS inside WHERE v > 5
) AS d
WHERE d.k < 9;
