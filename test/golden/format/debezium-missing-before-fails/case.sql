-- debezium-json: an update without its row before fails the job and names REPLICA IDENTITY.
CREATE TABLE t (id INT, name STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'debezium-json');

SELECT id, name FROM t;
