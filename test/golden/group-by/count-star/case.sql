-- COUNT(*) per key: the first row of a key is +I, each later one an update; a NULL key is a group of its own.
CREATE TABLE orders (
  id INT,
  customer STRING,
  amount INT
) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/orders.csv',
  'format' = 'csv',
  'csv.null-literal' = 'null'
);

SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer;
