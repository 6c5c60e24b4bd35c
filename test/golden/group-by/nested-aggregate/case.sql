-- An aggregate over an aggregate: counts of counts move from group to group by retraction, and an empty group leaves.
CREATE TABLE t (k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT n, COUNT(*) AS keys FROM (SELECT k, COUNT(*) AS n FROM t GROUP BY k) AS c GROUP BY n;
