-- LIKE takes regular-expression characters literally.
CREATE TABLE t (id INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  s LIKE 'a.c%' AS dots, s LIKE '%[x]%' AS bracket, s LIKE '%(%)%' AS parens, s LIKE '%\%' AS backslash,
  s LIKE '%a*%' AS star, s LIKE '^%$' AS anchors, s LIKE '%c_d' AS under
FROM t;
