-- A chain of joins, inner and left.
CREATE TABLE orders (id INT, customer INT, product INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/orders.csv', 'format' = 'csv', 'csv.null-literal' = 'null');
CREATE TABLE customers (id INT, name STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/customers.csv', 'format' = 'csv');
CREATE TABLE products (id INT, title STRING, price DECIMAL(6, 2)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/products.csv', 'format' = 'csv');

SELECT o.id, c.name, p.title, p.price
FROM orders AS o
JOIN customers AS c ON o.customer = c.id
LEFT JOIN products AS p ON o.product = p.id;
