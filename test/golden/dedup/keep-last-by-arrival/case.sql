-- Keep the last row by processing time: each later row of a key replaces the one before.
CREATE TABLE t (k STRING, id INT, p AS PROCTIME()) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT k, id FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY p DESC) AS rn FROM t) AS x
WHERE rn <= 1;
