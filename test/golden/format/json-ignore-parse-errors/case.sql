-- json.ignore-parse-errors: a bad field alone is NULL and the row stays; a line that is no JSON is dropped.
CREATE TABLE t (id INT, n INT, d DATE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json', 'json.ignore-parse-errors' = 'true');

SELECT * FROM t;
