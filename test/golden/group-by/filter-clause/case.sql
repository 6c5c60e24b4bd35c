-- AGG(..) FILTER (WHERE p): unknown does not count; a group whose rows are all filtered out still exists.
CREATE TABLE t (k STRING, v INT, ok BOOLEAN) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  k, COUNT(*) AS n, COUNT(*) FILTER (WHERE ok) AS n_ok, SUM(v) FILTER (WHERE v > 2) AS big,
  COUNT(DISTINCT v) FILTER (WHERE NOT ok) AS d_not, MAX(v) FILTER (WHERE ok IS NULL) AS m_null, AVG(v) FILTER (WHERE v < 0) AS neg
FROM t GROUP BY k;
