-- Top-N without PARTITION BY.
CREATE TABLE t (id INT, v DECIMAL(5, 2)) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT v, rn, id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY v DESC, id) AS rn FROM t) AS x WHERE rn <= 2;
