-- A view is its query; a view may be built on a view, and both may be read twice.
CREATE TABLE orders (id INT, customer STRING, amount INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/orders.csv',
  'format' = 'csv'
);

CREATE VIEW big AS SELECT id, customer, amount FROM orders WHERE amount >= 10;

CREATE TEMPORARY VIEW per_customer AS
SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM big GROUP BY customer;

SELECT * FROM per_customer WHERE n > 1;
