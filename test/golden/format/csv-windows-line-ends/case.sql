-- csv: lines that end in CR LF, and a last line without an end.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, s, CHAR_LENGTH(s) AS len FROM t;
