-- The clock's functions have their types, do not go back within a row, and are after 2024.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  id,
  CURRENT_DATE > DATE '2024-01-01' AS cd,
  LOCALTIMESTAMP > TIMESTAMP '2024-01-01 00:00:00' AS lt,
  CAST(CURRENT_TIMESTAMP AS TIMESTAMP(3)) > TIMESTAMP '2024-01-01 00:00:00' AS ct,
  CAST(NOW() AS TIMESTAMP(3)) > TIMESTAMP '2024-01-01 00:00:00' AS nw,
  UNIX_TIMESTAMP() > 1700000000 AS ut,
  CAST(PROCTIME() AS TIMESTAMP(3)) > TIMESTAMP '2024-01-01 00:00:00' AS pt
FROM t;
