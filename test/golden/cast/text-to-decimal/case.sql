-- Texts to DECIMAL: exponents and blanks are fine, half up; junk and overflow are NULL under TRY_CAST.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, TRY_CAST(s AS DECIMAL(6, 2)) AS d, TRY_CAST(s AS DECIMAL(38, 18)) AS wide FROM t;
