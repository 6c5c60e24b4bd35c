-- JSON_VALUE: scalars by path, NULL for objects, missing members and bad documents; RETURNING, ON EMPTY and ON ERROR.
CREATE TABLE t (id INT, j STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  JSON_VALUE(j, '$.a') AS a,
  JSON_VALUE(j, '$.b.c') AS bc,
  JSON_VALUE(j, '$.l[1]') AS l1,
  JSON_VALUE(j, 'lax $.zz' DEFAULT 'none' ON EMPTY DEFAULT 'oops' ON ERROR) AS dflt,
  JSON_VALUE(j, '$.n' RETURNING INTEGER NULL ON EMPTY NULL ON ERROR) AS n
FROM t;
