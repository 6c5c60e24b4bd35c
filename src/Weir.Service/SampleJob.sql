-- The job of a fresh data directory: orders as they might come in, counted and summed by city every ten seconds.
-- Change it, stop it, run it again from its savepoint: the counts go on.

CREATE TABLE orders (
  order_id BIGINT,
  city     INT,
  amount   INT
) WITH (
  'connector' = 'datagen',
  'rows-per-second' = '5',
  'fields.order_id.kind' = 'random',
  'fields.city.min' = '1',
  'fields.city.max' = '5',
  'fields.amount.min' = '1',
  'fields.amount.max' = '100'
);

CREATE TABLE totals (
  city   INT,
  orders BIGINT,
  amount BIGINT,
  PRIMARY KEY (city) NOT ENFORCED
) WITH (
  'connector' = 'print'
);

INSERT INTO totals
SELECT city, COUNT(*), SUM(CAST(amount AS BIGINT)) FROM orders GROUP BY city;
