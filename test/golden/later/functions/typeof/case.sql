-- TYPEOF names the types of columns and expressions.
CREATE TABLE t (i INT, s STRING, d DECIMAL(8, 2), ts TIMESTAMP(3), a ARRAY<INT>, r ROW<x INT, y STRING>) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  TYPEOF(i) AS i, TYPEOF(s) AS s, TYPEOF(d) AS d, TYPEOF(ts) AS ts, TYPEOF(a) AS a, TYPEOF(r) AS r, TYPEOF(i + 1) AS sums,
  TYPEOF(d * i) AS prod, TYPEOF(i / 2.0) AS quot, TYPEOF('abc') AS lit, TYPEOF(1.5) AS dec_lit, TYPEOF(ts + INTERVAL '1' DAY) AS later
FROM t;
