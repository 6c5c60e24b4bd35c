-- csv: an empty text is '' and not NULL without csv.null-literal, quoted or not.
CREATE TABLE t (id INT, s STRING, r STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, s, r, s IS NULL AS s_null, CHAR_LENGTH(r) AS len FROM t;
