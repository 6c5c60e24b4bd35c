-- POSITION, INSTR and LOCATE are 1-based in code points, 0 when absent, and take their arguments in different orders.
CREATE TABLE t (id INT, s STRING, x STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, POSITION(x IN s) AS p, INSTR(s, x) AS i, LOCATE(x, s) AS l, LOCATE(x, s, 3) AS l3 FROM t;
