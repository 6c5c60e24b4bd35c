-- RANK() as a Top-N is refused.
CREATE TABLE t (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, v FROM (
  SELECT *, RANK() OVER (PARTITION BY k ORDER BY v DESC) AS rn FROM t) AS x
WHERE rn <= 2;
