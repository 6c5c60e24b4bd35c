-- DECIMAL + and - keep the larger scale and one more digit before it; integers enter as DECIMALs.
CREATE TABLE t (id INT, a DECIMAL(8, 2), b DECIMAL(6, 4), i INT, l BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, a + b AS s, a - b AS d, a + i AS ai, b - l AS bl, -a AS neg, a + 0.5 AS half FROM t;
