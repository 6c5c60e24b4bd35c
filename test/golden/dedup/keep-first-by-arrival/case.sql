-- Keep the first row by processing time: only inserts.
CREATE TABLE t (k STRING, id INT, p AS PROCTIME()) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT k, id FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY p ASC) AS rn FROM t) AS x
WHERE rn = 1;
