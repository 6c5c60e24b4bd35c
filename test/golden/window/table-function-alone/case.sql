-- A window function without aggregation adds its three columns to every row at once.
CREATE TABLE t (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, v, ts, window_start, window_end, window_time
FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND));
