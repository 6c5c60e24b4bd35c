-- debezium-json with schema-include: the change lies in payload.
CREATE TABLE t (id INT, name STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'debezium-json', 'debezium-json.schema-include' = 'true');

SELECT id, name FROM t;
