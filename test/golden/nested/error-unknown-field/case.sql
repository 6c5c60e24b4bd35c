-- A field that a ROW does not have is named, with its position.
CREATE TABLE t (id INT, r ROW<a INT>) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id,
  t.r.nope AS x
FROM t;
