-- COALESCE, NULLIF, IFNULL, IF, GREATEST, LEAST: which NULLs spread and which do not.
CREATE TABLE t (id INT, a INT, b INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  COALESCE(a, b, -1) AS c,
  NULLIF(a, b) AS n,
  IFNULL(s, 'none') AS i,
  IF(a > b, 'a', 'not a') AS f,
  GREATEST(a, b, 5) AS g,
  LEAST(a, b, 5) AS l,
  COALESCE(s, CAST(b AS STRING)) AS cs,
  COALESCE(a, 1.5) AS widened
FROM t;
