-- debezium-json: c and r insert, u takes back before and adds after, d deletes.
CREATE TABLE t (id INT, name STRING, amount DECIMAL(6, 2)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'debezium-json');

SELECT id, name, amount FROM t;
