-- A window over a window's window_time: ten seconds rolled up to a minute.
CREATE TABLE t (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

CREATE VIEW tens AS
SELECT k, window_time AS rt, SUM(v) AS s
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND))
GROUP BY k, window_start, window_end, window_time;

SELECT window_start, window_end, COUNT(*) AS tens, SUM(s) AS s, MAX(s) AS hi
FROM TABLE(TUMBLE(TABLE tens, DESCRIPTOR(rt), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end;
