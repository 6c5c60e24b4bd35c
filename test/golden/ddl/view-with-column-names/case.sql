-- A view may name its columns; the names replace those of the query.
CREATE TABLE orders (id INT, customer STRING, amount INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/orders.csv',
  'format' = 'csv'
);

CREATE VIEW v (who, what, twice) AS SELECT customer, id, amount * 2 FROM orders;

SELECT twice, who FROM v WHERE what <> 2;
