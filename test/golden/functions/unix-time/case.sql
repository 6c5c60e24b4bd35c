-- FROM_UNIXTIME and UNIX_TIMESTAMP(text) work in the session's zone, in whole seconds.
SET 'table.local-time-zone' = 'Asia/Shanghai';

CREATE TABLE t (id INT, sec BIGINT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, FROM_UNIXTIME(sec) AS f, FROM_UNIXTIME(sec, 'yyyyMMdd HH') AS p, UNIX_TIMESTAMP(s) AS u, UNIX_TIMESTAMP(s, 'yyyy-MM-dd') AS d
FROM t;
