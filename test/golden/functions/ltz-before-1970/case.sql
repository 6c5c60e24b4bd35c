-- Instants before 1970 print like all others, in the session's zone.
SET 'table.local-time-zone' = 'Europe/Berlin';

CREATE TABLE t (id INT, n BIGINT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, TO_TIMESTAMP_LTZ(n, 0) AS s, TO_TIMESTAMP_LTZ(n, 3) AS ms, CAST(TO_TIMESTAMP_LTZ(n, 3) AS STRING) AS txt FROM t;
