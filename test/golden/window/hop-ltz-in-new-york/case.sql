-- HOP over TIMESTAMP_LTZ in New York, in the winter: windows in local time.
SET 'table.local-time-zone' = 'America/New_York';

CREATE TABLE t (v INT, ms BIGINT, ts AS TO_TIMESTAMP_LTZ(ms, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT window_start, window_end, COUNT(*) AS n, SUM(v) AS s
FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '12' HOUR, INTERVAL '1' DAY))
GROUP BY window_start, window_end;
