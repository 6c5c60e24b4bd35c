-- ROUND half up away from zero, TRUNCATE toward zero, with positive and negative digits, for all number types.
CREATE TABLE t (id INT, i INT, d DECIMAL(10, 4), x DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  ROUND(i, -2) AS i2, ROUND(d, 2) AS d2, ROUND(d) AS d0, ROUND(d, -1) AS dm1, ROUND(x, 1) AS x1, ROUND(x) AS x0,
  TRUNCATE(i, -1) AS ti, TRUNCATE(d, 1) AS td, TRUNCATE(x, 1) AS tx, TRUNCATE(d) AS td0
FROM t;
