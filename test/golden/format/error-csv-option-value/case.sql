-- An option with a value that is not one of its own is refused by name.
CREATE TABLE t (id INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.csv',
  'format' = 'csv',
  'csv.ignore-parse-errors' = 'perhaps'
);

SELECT id FROM t;
