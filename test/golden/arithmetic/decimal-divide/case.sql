-- DECIMAL / has scale 6 at least, rounds half up, and divides integers by DECIMALs too.
CREATE TABLE t (id INT, a DECIMAL(8, 2), b DECIMAL(6, 4), i INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, a / b AS q, b / a AS r, i / b AS ib, a / i AS ai, a / 3 AS third, 1 / a AS inv FROM t;
