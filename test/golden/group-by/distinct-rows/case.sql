-- SELECT DISTINCT keeps one row for each combination, NULLs included, and never takes one back.
CREATE TABLE t (a INT, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT DISTINCT a, b FROM t;
