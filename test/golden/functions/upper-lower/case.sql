-- UPPER and LOWER over non-ASCII letters; LCASE and UCASE do not exist here.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, UPPER(s) AS u, LOWER(s) AS l, UPPER(LOWER(s)) = UPPER(s) AS same FROM t;
