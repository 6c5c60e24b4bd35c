-- BOOLEAN to STRING is upper case; to and from numbers it is 1 and 0, and any other number is TRUE.
CREATE TABLE t (id INT, b BOOLEAN, i INT, d DECIMAL(4, 2), x DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, CAST(b AS STRING) AS txt, CAST(b AS INT) AS i, CAST(b AS BIGINT) AS l, CAST(b AS DOUBLE) AS x,
  CAST(i AS BOOLEAN) AS from_int, CAST(d AS BOOLEAN) AS from_dec, CAST(x AS BOOLEAN) AS from_double
FROM t;
