-- GROUPING SETS, with GROUPING to tell an absent key from a NULL one.
CREATE TABLE t (a STRING, b INT, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT a, b, GROUPING(a) AS ga, GROUPING(b) AS gb, SUM(v) AS s FROM t GROUP BY GROUPING SETS ((a, b), (a), ());
