-- Without the rank in the result the row that is pushed out leaves and the new one enters.
CREATE TABLE t (k STRING, id INT, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, id, v FROM (
  SELECT k, id, v, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v ASC) AS rn FROM t) AS x
WHERE rn <= 2;
