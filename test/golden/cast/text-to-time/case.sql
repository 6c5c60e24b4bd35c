-- Texts to TIME: hours, minutes and seconds; seconds may be missing, a fraction is dropped; junk is NULL under TRY_CAST.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, s, CAST(TRY_CAST(s AS TIME) AS STRING) AS ti FROM t;
