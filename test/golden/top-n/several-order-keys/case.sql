-- Several ORDER BY keys of different types and directions, and several partition keys.
CREATE TABLE t (a STRING, b INT, x DOUBLE, s STRING, id INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT a, b, id, rn FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY a, b ORDER BY x DESC, s ASC, id DESC) AS rn FROM t) AS q
WHERE rn <= 2;
