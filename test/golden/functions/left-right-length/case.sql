-- LEFT and RIGHT by code points, empty for negative lengths; CHAR_LENGTH and CHARACTER_LENGTH count code points.
CREATE TABLE t (id INT, s STRING, n INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, LEFT(s, n) AS l, RIGHT(s, n) AS r, CHAR_LENGTH(s) AS len, CHARACTER_LENGTH(s) AS len2 FROM t;
