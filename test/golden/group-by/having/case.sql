-- HAVING over aggregates and keys: a group that stops passing leaves, one that starts passing enters.
CREATE TABLE t (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, SUM(v) AS s FROM t GROUP BY k HAVING SUM(v) > 10 AND k <> 'c' OR COUNT(*) = 1;
