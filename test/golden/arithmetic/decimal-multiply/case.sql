-- DECIMAL * adds precisions and scales (clamped to 38 digits); 0.908 * BIGINT is DECIMAL(24, 3).
CREATE TABLE t (id INT, a DECIMAL(8, 2), b DECIMAL(6, 4), l BIGINT, w DECIMAL(38, 10)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, a * b AS p, 0.908 * l AS nexmark, a * a AS sq, a * 3 AS tri, w * b AS wide, a * 1.05 AS tax FROM t;
