-- The latest version of each customer joined to orders.
CREATE TABLE versions (id INT, name STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/versions.csv', 'format' = 'csv');
CREATE TABLE orders (id INT, customer INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/orders.csv', 'format' = 'csv');

SELECT o.id, c.name FROM orders AS o LEFT JOIN (
  SELECT id, name FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS rn FROM versions) AS x
  WHERE rn = 1) AS c ON o.customer = c.id;
