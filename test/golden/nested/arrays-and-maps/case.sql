-- a[i] is 1-based and NULL out of range, m['k'] NULL when absent; CARDINALITY; elements that are ROWs.
CREATE TABLE t (id INT, a ARRAY<INT>, m MAP<STRING, INT>, rs ARRAY<ROW<x INT, y STRING>>, i INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, a[1] AS first_a, a[i] AS at_i, m['k'] AS k, m['zz'] AS zz, CARDINALITY(a) AS ca, CARDINALITY(m) AS cm,
  rs[1].y AS y1, rs[2].x AS x2
FROM t;
