-- A range of ranks and an offset: rn BETWEEN 2 AND 3, and N on the left side.
CREATE TABLE t (k STRING, id INT, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT 'between' AS kind, k, id, rn FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC) AS rn FROM t) AS x WHERE rn BETWEEN 2 AND 3
UNION ALL
SELECT 'left', k, id, rn FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC) AS rn FROM t) AS y WHERE 2 >= rn
UNION ALL
SELECT 'less', k, id, rn FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC) AS rn FROM t) AS z WHERE rn < 2;
