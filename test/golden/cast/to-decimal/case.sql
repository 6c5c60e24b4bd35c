-- Numbers to DECIMAL round half up; what does not fit is NULL.
CREATE TABLE t (id INT, x DOUBLE, d DECIMAL(12, 6), b BOOLEAN) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  CAST(x AS DECIMAL(6, 2)) AS x_dec, CAST(d AS DECIMAL(6, 2)) AS d_dec, CAST(d AS DECIMAL(4, 0)) AS d0,
  CAST(d AS DECIMAL) AS d_default, CAST(d AS DECIMAL(5)) AS d5, CAST(b AS DECIMAL(3, 1)) AS b_dec
FROM t;
