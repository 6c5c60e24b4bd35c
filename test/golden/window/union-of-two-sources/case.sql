-- UNION ALL of two tables with like time attributes keeps it; the watermark is the smaller of the two.
CREATE TABLE a (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv');

CREATE TABLE b (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/b.csv', 'format' = 'csv');

CREATE VIEW u AS SELECT 'a' AS src, v, ts FROM a UNION ALL SELECT 'b', v, ts FROM b;

SELECT window_start, COUNT(*) AS n, SUM(v) AS s, COUNT(DISTINCT src) AS sources
FROM TABLE(TUMBLE(TABLE u, DESCRIPTOR(ts), INTERVAL '10' SECOND))
GROUP BY window_start, window_end;
