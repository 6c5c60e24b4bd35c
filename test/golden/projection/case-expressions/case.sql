-- Searched and simple CASE: first match wins, no match without ELSE is NULL, NULL never matches a WHEN, types widen.
CREATE TABLE t (id INT, a INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  CASE WHEN a > 10 THEN 'big' WHEN a > 5 THEN 'middle' WHEN a > 0 THEN 'small' END AS size,
  CASE s WHEN 'x' THEN 1 WHEN 'y' THEN 2 ELSE 0 END AS code,
  CASE a WHEN NULL THEN 'never' ELSE 'always' END AS nul,
  CASE WHEN a IS NULL THEN 0 ELSE a * 1.5 END AS mixed,
  CASE WHEN s = 'x' THEN CAST(a AS BIGINT) ELSE 1 END AS wide,
  CASE WHEN s = 'x' THEN CASE WHEN a > 10 THEN 'x-big' ELSE 'x-other' END ELSE 'no x' END AS nested
FROM t;
