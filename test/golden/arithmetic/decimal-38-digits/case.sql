-- The widest DECIMALs: exact sums, products and comparisons where 64 bits and System.Decimal end.
CREATE TABLE t (id INT, a DECIMAL(38, 0), b DECIMAL(38, 18)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, a - 1 AS am, a > b AS ab, b + b AS bb, b * 2 AS b2, b / 3 AS b3, -b AS bn FROM t;
