-- A ROW is cast field by field, by position; the new names count.
CREATE TABLE t (id INT, r ROW<x INT, y STRING>, a ARRAY<INT>) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, CAST(r AS ROW<p BIGINT, q VARCHAR(2)>) AS r, CAST(a AS ARRAY<STRING>) AS a FROM t;
