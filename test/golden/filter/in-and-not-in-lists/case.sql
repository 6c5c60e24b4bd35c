-- IN and NOT IN lists: a NULL in the list makes NOT IN unknown for every value that is not found.
CREATE TABLE t (id INT, a INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  a IN (1, 3, 5) AS i,
  a NOT IN (1, 3, 5) AS ni,
  s IN ('x', 'y') AS si,
  a IN (1, CAST(NULL AS INT)) AS with_null,
  a NOT IN (1, CAST(NULL AS INT)) AS not_with_null
FROM t
WHERE s IN ('x', 'z') OR a NOT IN (5);
