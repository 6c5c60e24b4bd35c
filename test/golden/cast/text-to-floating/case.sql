-- Texts to DOUBLE and FLOAT: exponents, signs, NaN and infinities by their exact names; junk is NULL under TRY_CAST.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, TRY_CAST(s AS DOUBLE) AS x, TRY_CAST(s AS FLOAT) AS f FROM t;
