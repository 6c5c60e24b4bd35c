-- debezium-json.ignore-parse-errors: lines that cannot be read are dropped.
CREATE TABLE t (id INT, name STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'debezium-json', 'debezium-json.ignore-parse-errors' = 'true');

SELECT id, name FROM t;
