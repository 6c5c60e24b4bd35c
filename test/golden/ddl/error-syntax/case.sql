-- A syntax error names the offending token and where it stands.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id FROM t WHERE id > > 3;
