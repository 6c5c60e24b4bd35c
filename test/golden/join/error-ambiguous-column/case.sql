-- A column name that both sides have must be qualified.
CREATE TABLE l (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');
CREATE TABLE r (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  id
FROM l JOIN r ON l.k = r.k;
