-- SELECT DISTINCT over changing counts: a value leaves when its last group does.
CREATE TABLE t (k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT DISTINCT n FROM (SELECT k, COUNT(*) AS n FROM t GROUP BY k) AS c;
