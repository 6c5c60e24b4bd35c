-- Every aggregate in a window, with DISTINCT and FILTER; NULLs skipped.
CREATE TABLE t (k STRING, v INT, d DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  window_start, k, COUNT(*) AS n, COUNT(v) AS nv, SUM(v) AS s, MIN(v) AS lo, MAX(v) AS hi, AVG(v) AS a, SUM(d) AS sd, AVG(d) AS ad,
  COUNT(DISTINCT v) AS dv, SUM(v) FILTER (WHERE v > 2) AS big
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))
GROUP BY window_start, window_end, k;
