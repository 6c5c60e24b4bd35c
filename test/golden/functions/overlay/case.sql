-- OVERLAY replaces by position; a start past the end changes nothing.
CREATE TABLE t (id INT, s STRING, b STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, OVERLAY(s PLACING b FROM 2) AS o, OVERLAY(s PLACING b FROM 2 FOR 1) AS o1, OVERLAY(s PLACING b FROM 9) AS past FROM t;
