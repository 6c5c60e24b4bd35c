-- TIMESTAMP to DATE, TIME and other precisions cuts; DATE to TIMESTAMP is midnight.
CREATE TABLE t (id INT, d DATE, t3 TIMESTAMP(3), t6 TIMESTAMP(6)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, CAST(t3 AS DATE) AS t_date, CAST(t3 AS TIME) AS t_time, CAST(t6 AS TIMESTAMP(0)) AS t0, CAST(t6 AS TIMESTAMP(3)) AS t63,
  CAST(t3 AS TIMESTAMP(6)) AS t36, CAST(d AS TIMESTAMP(3)) AS d_ts, CAST(t3 AS TIMESTAMP_LTZ(3)) AS ltz
FROM t;
