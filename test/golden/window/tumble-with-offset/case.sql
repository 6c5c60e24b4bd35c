-- An OFFSET shifts the windows' alignment: windows begin 25 s after multiples of 90 s since 1970.
CREATE TABLE t (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT window_start, window_end, COUNT(*) AS n, SUM(v) AS s
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '90' SECOND, INTERVAL '25' SECOND))
GROUP BY window_start, window_end;
