-- BETWEEN is inclusive and empty when the bounds are swapped; LIKE matches % and _ over code points.
CREATE TABLE t (id INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  id BETWEEN 2 AND 4 AS bt,
  id BETWEEN 4 AND 2 AS swapped,
  id NOT BETWEEN 2 AND 4 AS nb,
  s LIKE 'a%' AS starts,
  s LIKE '%a' AS ends,
  s LIKE '%a%' AS has,
  s LIKE '_b_' AS three,
  s NOT LIKE '%b%' AS no_b,
  s LIKE 'a!_%' ESCAPE '!' AS escaped,
  s LIKE '' AS void
FROM t;
