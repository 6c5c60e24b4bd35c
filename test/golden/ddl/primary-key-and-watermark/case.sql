-- PRIMARY KEY NOT ENFORCED makes its columns NOT NULL; neither it nor a WATERMARK changes what a plain SELECT reads.
CREATE TABLE orders (
  id INT,
  ts TIMESTAMP(3),
  amount INT,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
  PRIMARY KEY (id) NOT ENFORCED
) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/orders.csv',
  'format' = 'csv'
);

SELECT id, ts, amount FROM orders;
