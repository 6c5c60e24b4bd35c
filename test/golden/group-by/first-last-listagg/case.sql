-- FIRST_VALUE and LAST_VALUE skip NULLs, LISTAGG keeps empty texts; all follow arrival.
CREATE TABLE t (k STRING, v STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT k, FIRST_VALUE(v) AS f, LAST_VALUE(v) AS l, LISTAGG(v) AS la, LISTAGG(v, '-') AS dash FROM t GROUP BY k;
