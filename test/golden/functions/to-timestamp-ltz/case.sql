-- TO_TIMESTAMP_LTZ reads seconds (0) and milliseconds (3) of the epoch; it prints in the session's zone.
SET 'table.local-time-zone' = 'America/New_York';

CREATE TABLE t (id INT, n BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, TO_TIMESTAMP_LTZ(n, 0) AS s, TO_TIMESTAMP_LTZ(n, 3) AS ms, CAST(TO_TIMESTAMP_LTZ(n, 3) AS TIMESTAMP(3)) AS wall,
  EXTRACT(HOUR FROM TO_TIMESTAMP_LTZ(n, 0)) AS h, DATE_FORMAT(TO_TIMESTAMP_LTZ(n, 0), 'yyyy-MM-dd HH:mm') AS f
FROM t;
