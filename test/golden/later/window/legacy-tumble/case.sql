-- The older GROUP BY TUMBLE(ts, size) with TUMBLE_START and TUMBLE_END.
CREATE TABLE t (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, TUMBLE_START(ts, INTERVAL '10' SECOND) AS s, TUMBLE_END(ts, INTERVAL '10' SECOND) AS e, COUNT(*) AS n
FROM t GROUP BY k, TUMBLE(ts, INTERVAL '10' SECOND);
