-- LEFT JOIN: a row without a match once with NULLs, also one whose key is NULL.
CREATE TABLE l (id INT, k STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv', 'csv.null-literal' = 'null');
CREATE TABLE r (k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT l.id, l.k, r.k AS rk, r.v FROM l LEFT JOIN r ON l.k = r.k;
