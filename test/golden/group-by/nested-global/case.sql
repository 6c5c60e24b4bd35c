-- A global aggregate over grouped sums: one row, updated by retraction and addition.
CREATE TABLE t (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT COUNT(*) AS groups_n, SUM(s) AS total, MAX(s) AS hi, MIN(s) AS lo FROM (SELECT k, SUM(v) AS s FROM t GROUP BY k) AS x;
