-- Numbers to STRING: DECIMAL keeps its scale, DOUBLE and FLOAT print as Java does (1.0, 1.0E7, 1.0E-4, NaN).
CREATE TABLE t (id INT, l BIGINT, d DECIMAL(10, 3), x DOUBLE, f FLOAT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, CAST(l AS STRING) AS l, CAST(d AS STRING) AS d, CAST(x AS STRING) AS x, CAST(f AS STRING) AS f, '[' || CAST(x AS STRING) || ']' AS j
FROM t;
