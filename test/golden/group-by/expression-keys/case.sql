-- Grouping by expressions; the SELECT list repeats them and computes over them and over aggregates.
CREATE TABLE t (id INT, name STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT UPPER(name) AS u, id / 10 AS decade, SUM(v) * 2 + COUNT(*) AS x, MAX(v) - MIN(v) AS spread
FROM t GROUP BY UPPER(name), id / 10;
