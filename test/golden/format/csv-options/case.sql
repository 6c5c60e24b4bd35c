-- csv: another delimiter, another quote character, comments, and an escape character.
CREATE TABLE t (id INT, s STRING, n INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.csv',
  'format' = 'csv',
  'csv.field-delimiter' = ';',
  'csv.quote-character' = '''',
  'csv.allow-comments' = 'true',
  'csv.escape-character' = '\',
  'csv.null-literal' = 'n/a'
);

SELECT * FROM t;
