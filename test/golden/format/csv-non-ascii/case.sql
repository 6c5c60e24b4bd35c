-- csv: texts in UTF-8, by code points.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, s, CHAR_LENGTH(s) AS len, REVERSE(s) AS rev, SUBSTRING(s, 2, 1) AS second_char FROM t;
