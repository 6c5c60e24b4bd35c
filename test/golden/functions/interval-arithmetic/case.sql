-- Adding and subtracting INTERVALs, and comparing the results.
CREATE TABLE t (id INT, ts TIMESTAMP(3), d DATE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, ts + INTERVAL '1' DAY AS d1, ts - INTERVAL '90' SECOND AS s90, ts + INTERVAL '1' MONTH AS m1, ts + INTERVAL '1-2' YEAR TO MONTH AS ym,
  ts + INTERVAL '1 02:03:04' DAY TO SECOND AS ds, d + INTERVAL '1' DAY AS dd, d - INTERVAL '1' MONTH AS dm, ts - INTERVAL '0.5' SECOND AS half,
  ts > TIMESTAMP '2024-01-31 00:00:00' - INTERVAL '1' HOUR AS later
FROM t;
