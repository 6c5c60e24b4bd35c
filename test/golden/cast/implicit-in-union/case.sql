-- UNION ALL widens columns to a common type: INT with BIGINT, DECIMALs of different scales, CHARs of different lengths.
CREATE TABLE t (i INT, l BIGINT, d DECIMAL(5, 2), e DECIMAL(8, 4), x DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT i AS a, d AS b, 'x' AS c, d AS f FROM t
UNION ALL
SELECT l, e, 'long', x FROM t;
