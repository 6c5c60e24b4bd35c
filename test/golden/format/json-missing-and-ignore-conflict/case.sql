-- json.fail-on-missing-field and json.ignore-parse-errors exclude each other.
CREATE TABLE t (id INT, n INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.json',
  'format' = 'json',
  'json.fail-on-missing-field' = 'true',
  'json.ignore-parse-errors' = 'true'
);

SELECT * FROM t;
