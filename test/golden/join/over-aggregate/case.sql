-- Joining a table with an aggregate of another: each change of the aggregate replaces the joined rows.
CREATE TABLE customers (id INT, name STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/customers.csv', 'format' = 'csv');
CREATE TABLE orders (customer INT, amount INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/orders.csv', 'format' = 'csv');

SELECT c.name, s.n, s.total
FROM customers AS c
LEFT JOIN (SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM orders GROUP BY customer) AS s ON c.id = s.customer;
