-- Texts to integers: blanks around are fine, a fraction is cut; junk and what does not fit is NULL under TRY_CAST.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  TRY_CAST(s AS TINYINT) AS tiny, TRY_CAST(s AS SMALLINT) AS small, TRY_CAST(s AS INT) AS i, TRY_CAST(s AS BIGINT) AS big
FROM t;
