-- DESC NULLS FIRST puts NULLs before all values.
CREATE TABLE t (id INT, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT rn, id, v FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY v DESC NULLS FIRST) AS rn FROM t) AS x WHERE rn <= 3;
