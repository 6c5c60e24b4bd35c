-- DOUBLE / 0 is an infinity or NaN, and they go on through arithmetic and comparisons.
CREATE TABLE t (id INT, x DOUBLE, y DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, x / y AS q, x / y + 1 AS q1, x / y > 0 AS pos, x * y AS p, x - y AS d FROM t;
