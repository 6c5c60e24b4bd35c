-- DATE, TIME and TIMESTAMP(p) to STRING: exactly p digits of a second, none for TIME.
CREATE TABLE t (id INT, d DATE, ti TIME, t0 TIMESTAMP(0), t3 TIMESTAMP(3), t6 TIMESTAMP(6)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, CAST(d AS STRING) AS d, CAST(ti AS STRING) AS ti, CAST(t0 AS STRING) AS t0, CAST(t3 AS STRING) AS t3,
  CAST(t6 AS STRING) AS t6, CAST(t6 AS VARCHAR(10)) AS cut
FROM t;
