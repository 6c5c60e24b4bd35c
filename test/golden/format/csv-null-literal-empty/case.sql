-- csv: with csv.null-literal '' empty fields of every type are NULL.
CREATE TABLE t (id INT, n INT, s STRING, d DATE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = '');

SELECT * FROM t;
