-- FLOOR and CEIL of TIMESTAMPs and DATEs to a unit.
CREATE TABLE t (id INT, ts TIMESTAMP(3), d DATE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, FLOOR(ts TO SECOND) AS fs, FLOOR(ts TO MINUTE) AS fm, FLOOR(ts TO HOUR) AS fh, FLOOR(ts TO DAY) AS fd, FLOOR(ts TO MONTH) AS fmo,
  FLOOR(ts TO YEAR) AS fy, CEIL(ts TO HOUR) AS ch, CEIL(ts TO DAY) AS cd, CEIL(ts TO MONTH) AS cmo, FLOOR(d TO MONTH) AS dmo, CEIL(d TO YEAR) AS dy
FROM t;
