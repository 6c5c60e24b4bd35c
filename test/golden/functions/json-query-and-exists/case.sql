-- JSON_QUERY gives objects and arrays as text, wrapped on demand; JSON_EXISTS is FALSE for what is missing.
CREATE TABLE t (id INT, j STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  JSON_QUERY(j, '$.b') AS b,
  JSON_QUERY(j, '$.l') AS l,
  JSON_QUERY(j, '$.a' WITH WRAPPER) AS wrapped,
  JSON_EXISTS(j, '$.a') AS ea,
  JSON_EXISTS(j, '$.b.c') AS ebc
FROM t;
