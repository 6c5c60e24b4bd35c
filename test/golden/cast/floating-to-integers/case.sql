-- DOUBLE, FLOAT and DECIMAL to integers truncate toward zero; DOUBLE saturates, then wraps below INT.
CREATE TABLE t (id INT, x DOUBLE, f FLOAT, d DECIMAL(20, 5)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  CAST(x AS TINYINT) AS x_tiny, CAST(x AS SMALLINT) AS x_small, CAST(x AS INT) AS x_int, CAST(x AS BIGINT) AS x_big,
  CAST(f AS INT) AS f_int, CAST(f AS BIGINT) AS f_big,
  CAST(d AS TINYINT) AS d_tiny, CAST(d AS INT) AS d_int, CAST(d AS BIGINT) AS d_big
FROM t;
