-- A number and a text do not compare without a cast.
CREATE TABLE t (i INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT i FROM t
WHERE i = s;
