-- REGEXP_REPLACE replaces every match; the replacement is taken literally.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  REGEXP_REPLACE(s, '[0-9]+', '#') AS digits,
  REGEXP_REPLACE(s, '([a-z]+)([0-9]+)', '$2$1') AS literally,
  REGEXP_REPLACE(s, '\s+', ' ') AS blanks,
  REGEXP_REPLACE(s, '(?i)ABC', 'x') AS any_case
FROM t;
