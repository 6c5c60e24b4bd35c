-- A nested field lifted by a computed column can carry the WATERMARK.
CREATE TABLE t (
  meta ROW<at_text STRING, src STRING>,
  v INT,
  ts AS TO_TIMESTAMP(meta.at_text),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT window_start, meta.src AS src, SUM(v) AS total
FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND))
GROUP BY window_start, window_end, meta.src;
