-- LPAD and RPAD cut and pad, NULL for negative lengths or an empty pad that is needed; REPEAT and REVERSE.
CREATE TABLE t (id INT, s STRING, n INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, LPAD(s, n, 'ab') AS l, RPAD(s, n, 'ab') AS r, REPEAT(s, n) AS rep, REVERSE(s) AS rev FROM t;
