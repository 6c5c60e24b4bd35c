-- csv.ignore-parse-errors: a bad field is NULL and the row stays, missing fields are NULL.
CREATE TABLE t (id INT, n INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.ignore-parse-errors' = 'true');

SELECT * FROM t;
