-- Texts to BOOLEAN: true t yes y 1 and false f no n 0 in any case; on, off and other numbers are not accepted.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, s, TRY_CAST(s AS BOOLEAN) AS b FROM t;
