-- A branch that is not taken is not evaluated: the division by zero in it never happens.
CREATE TABLE t (id INT, a INT, b INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  CASE WHEN b = 0 THEN -1 ELSE a / b END AS q,
  CASE WHEN b <> 0 AND a / b > 2 THEN 'y' ELSE 'n' END AS guarded,
  IF(b = 0, 0, a / b) AS i
FROM t;
