-- An update that leaves a group's result as it was emits nothing.
CREATE TABLE t (k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT k, MAX(v) AS hi FROM t GROUP BY k;
