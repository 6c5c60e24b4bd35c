-- Filters, projections and views between the table and its window keep the time attribute.
CREATE TABLE t (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

CREATE VIEW big AS SELECT UPPER(k) AS kk, v * 10 AS ten, ts AS at_time FROM t WHERE v > 1;

SELECT kk, window_start, SUM(ten) AS s, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE big, DESCRIPTOR(at_time), INTERVAL '10' SECOND))
GROUP BY kk, window_start, window_end
HAVING COUNT(*) > 1;
