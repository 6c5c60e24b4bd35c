-- SHA1, SHA224, SHA384, SHA512 and SHA2 are lower-case hex of the UTF-8 bytes.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, SHA1(s) AS s1, SHA224(s) AS s224, SHA384(s) AS s384, SHA512(s) AS s512, SHA2(s, 256) AS s2 FROM t;
