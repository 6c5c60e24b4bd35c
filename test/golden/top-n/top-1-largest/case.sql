-- Top-1 by a value: the new best replaces the old one.
CREATE TABLE t (k STRING, id INT, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, id, v FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC) AS rn FROM t) AS x
WHERE rn = 1;
