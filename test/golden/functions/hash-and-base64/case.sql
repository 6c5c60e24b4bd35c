-- MD5 and SHA256 are lower-case hex of the UTF-8 bytes; base64 goes both ways.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, MD5(s) AS m, SHA256(s) AS s256, TO_BASE64(s) AS b, FROM_BASE64(TO_BASE64(s)) AS back FROM t;
