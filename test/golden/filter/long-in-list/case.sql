-- A long IN list of one column.
CREATE TABLE t (id INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, s FROM t
WHERE id IN (1, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31) AND s NOT IN ('a', 'e', 'i', 'o', 'u', 'ae', 'oe', 'ue');
