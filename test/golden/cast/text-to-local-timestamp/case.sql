-- Texts to TIMESTAMP_LTZ are read in the session's zone.
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  TRY_CAST(s AS TIMESTAMP_LTZ(3)) AS ltz,
  CAST(TRY_CAST(s AS TIMESTAMP_LTZ(3)) AS STRING) AS txt
FROM t;
