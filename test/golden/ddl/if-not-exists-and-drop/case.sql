-- CREATE … IF NOT EXISTS leaves what is there, DROP … IF EXISTS takes it away.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');
CREATE TABLE IF NOT EXISTS t (other STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/u.csv', 'format' = 'csv');
DROP VIEW IF EXISTS nothing_there;
CREATE VIEW v AS SELECT id + 1 AS id FROM t;
DROP VIEW v;
CREATE VIEW v AS SELECT id + 2 AS id FROM t;

SELECT id FROM v;
