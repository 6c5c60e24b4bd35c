-- Comparisons with NULL are unknown; IS [NOT] DISTINCT FROM and IS TRUE, IS FALSE, IS UNKNOWN decide.
CREATE TABLE t (id INT, a INT, b INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  a = b AS eq, a <> b AS ne, a < b AS lt, a >= b AS ge,
  a IS NOT DISTINCT FROM b AS same,
  a IS DISTINCT FROM b AS other,
  (a = b) IS TRUE AS is_true,
  (a = b) IS NOT TRUE AS not_true,
  (a = b) IS FALSE AS is_false,
  (a = b) IS UNKNOWN AS is_unknown,
  NOT (a = b) AS negated
FROM t;
