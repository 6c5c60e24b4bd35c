-- json: escapes, surrogate pairs written as \u, raw UTF-8, and field names that need escapes.
CREATE TABLE t (id INT, s STRING, `näme` STRING, `a"b` INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, s, CHAR_LENGTH(s) AS len, `näme`, `a"b` FROM t;
