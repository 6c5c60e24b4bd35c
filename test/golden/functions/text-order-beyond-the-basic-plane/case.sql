-- Texts order by code points also where UTF-16 would not: U+FF5E before an emoji.
CREATE TABLE t (id INT, a STRING, b STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, a < b AS lt, GREATEST(a, b) AS g, LEAST(a, b) AS l FROM t;
