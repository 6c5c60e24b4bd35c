-- A global aggregate over no rows gives no row at all.
CREATE TABLE t (v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT COUNT(*) AS n, SUM(v) AS s FROM t WHERE v > 100;
