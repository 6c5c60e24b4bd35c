-- DATE_FORMAT with the Java patterns that jobs use, over TIMESTAMP and over texts.
CREATE TABLE t (id INT, ts TIMESTAMP(3), s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm:ss') AS full_form,
  DATE_FORMAT(ts, 'yyyyMMdd') AS d8,
  DATE_FORMAT(ts, 'HH:mm') AS hm,
  DATE_FORMAT(ts, 'yy/M/d H:m:s') AS short_form,
  DATE_FORMAT(ts, 'yyyy-MM-dd''T''HH:mm:ss.SSS') AS iso,
  DATE_FORMAT(ts, 'hh a') AS h12,
  DATE_FORMAT(s, 'yyyy/MM') AS from_text
FROM t;
