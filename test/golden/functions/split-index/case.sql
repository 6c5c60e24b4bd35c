-- SPLIT_INDEX is 0-based, NULL out of range; the separator may be several characters.
CREATE TABLE t (id INT, s STRING, sep STRING, i INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, SPLIT_INDEX(s, sep, i) AS p, SPLIT_INDEX(s, '/', 3) AS nexmark FROM t;
