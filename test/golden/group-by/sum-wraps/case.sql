-- SUM of integers wraps at its type; AVG of the same does not (it sums wider).
CREATE TABLE t (i INT, ti TINYINT, l BIGINT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT SUM(i) AS si, AVG(i) AS ai, SUM(ti) AS sti, AVG(ti) AS ati, SUM(l) AS sl FROM t;
