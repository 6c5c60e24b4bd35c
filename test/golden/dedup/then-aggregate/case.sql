-- Aggregating the deduplicated rows: replaced rows are taken out of the sums.
CREATE TABLE t (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' MINUTE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, COUNT(*) AS n, SUM(v) AS s, MAX(v) AS hi FROM (
  SELECT id, k, v FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS rn FROM t) AS x
  WHERE rn = 1) AS d
GROUP BY k;
