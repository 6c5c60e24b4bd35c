-- SET 'table.local-time-zone' decides how TIMESTAMP_LTZ prints and how texts become instants.
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE t (id INT, ms BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  id,
  TO_TIMESTAMP_LTZ(ms, 3) AS at_instant,
  CAST(TO_TIMESTAMP_LTZ(ms, 3) AS STRING) AS txt,
  CAST(TO_TIMESTAMP_LTZ(ms, 3) AS TIMESTAMP(3)) AS wall,
  CAST(TO_TIMESTAMP_LTZ(ms, 3) AS DATE) AS d,
  FROM_UNIXTIME(ms / 1000) AS unix
FROM t;
