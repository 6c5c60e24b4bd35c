-- AND, OR and NOT over TRUE, FALSE and NULL: the nine combinations.
CREATE TABLE t (a BOOLEAN, b BOOLEAN) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT a, b, a AND b AS conj, a OR b AS disj, NOT a AS not_a, a = b AS eq, a IS NULL OR b AS mix FROM t;
