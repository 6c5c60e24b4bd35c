-- WHERE keeps a row only when the condition is TRUE: unknown is dropped.
CREATE TABLE t (id INT, a INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id FROM t WHERE (a > 3 AND NOT s = 'x') OR a IS NULL OR (s IS NULL AND a < 2);
