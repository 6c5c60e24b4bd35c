-- DECIMAL % keeps the dividend's sign and the larger scale.
CREATE TABLE t (id INT, a DECIMAL(8, 2), b DECIMAL(6, 4), i INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, a % b AS m, MOD(a, 3) AS m3, i % b AS ib FROM t;
