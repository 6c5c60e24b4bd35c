-- Aggregates over a change stream: inserts, updates that change the group, deletes, a group that empties.
CREATE TABLE orders (id INT, customer STRING, amount DECIMAL(8, 2)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/orders.json', 'format' = 'debezium-json');

SELECT customer, COUNT(*) AS n, SUM(amount) AS total, MIN(amount) AS lo, MAX(amount) AS hi, AVG(amount) AS av
FROM orders GROUP BY customer;
