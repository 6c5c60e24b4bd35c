-- NULLs come first ascending and last descending.
CREATE TABLE t (id INT, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT 'asc' AS o, id, v, rn FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY v ASC) AS rn FROM t) AS a WHERE rn <= 3
UNION ALL
SELECT 'desc', id, v, rn FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY v DESC) AS rn FROM t) AS b WHERE rn <= 5;
