-- Integers to narrower integers wrap; to DECIMAL, FLOAT and DOUBLE as far as they fit, else NULL for DECIMAL.
CREATE TABLE t (id INT, i INT, l BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  CAST(i AS TINYINT) AS i_tiny, CAST(i AS SMALLINT) AS i_small, CAST(l AS INT) AS l_int, CAST(l AS TINYINT) AS l_tiny,
  CAST(i AS BIGINT) AS i_big, CAST(i AS DECIMAL(5, 2)) AS i_dec, CAST(l AS DECIMAL(20, 0)) AS l_dec,
  CAST(i AS FLOAT) AS i_float, CAST(l AS DOUBLE) AS l_double
FROM t;
