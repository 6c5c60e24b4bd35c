-- REPLACE replaces every occurrence from left to right.
CREATE TABLE t (id INT, s STRING, a STRING, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, REPLACE(s, a, b) AS r FROM t;
