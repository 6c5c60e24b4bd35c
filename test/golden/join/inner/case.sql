-- INNER JOIN: every pair of equal keys, duplicates on both sides multiply, NULL matches nothing.
CREATE TABLE l (id INT, k STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv', 'csv.null-literal' = 'null');
CREATE TABLE r (k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT l.id, l.k, r.v FROM l JOIN r ON l.k = r.k;
