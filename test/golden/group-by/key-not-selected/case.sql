-- A grouping key need not be selected; different keys then give equal rows.
CREATE TABLE t (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT COUNT(*) AS n FROM t GROUP BY k;
