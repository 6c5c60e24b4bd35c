-- A ROW may be selected whole, also one that lies inside another.
CREATE TABLE t (id INT, r ROW<a INT, b ROW<c STRING>>) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, r, r.b FROM t;
