-- Aggregating a join's result, LEFT: counts of matches per customer with zero for those without.
CREATE TABLE customers (id INT, name STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/customers.csv', 'format' = 'csv');
CREATE TABLE orders (id INT, customer INT, amount INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/orders.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT c.name, COUNT(o.id) AS n, COUNT(*) AS all_rows, SUM(o.amount) AS total, MAX(o.amount) AS hi
FROM customers AS c LEFT JOIN orders AS o ON c.id = o.customer
GROUP BY c.name;
