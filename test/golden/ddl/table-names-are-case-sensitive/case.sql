-- Table and column names are case-sensitive: two tables may differ in case only.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '${input}/lower.csv', 'format' = 'csv');

CREATE TABLE T (A INT) WITH ('connector' = 'filesystem', 'path' = '${input}/upper.csv', 'format' = 'csv');

SELECT a, 'lower' AS src FROM t UNION ALL SELECT A, 'upper' FROM T;
