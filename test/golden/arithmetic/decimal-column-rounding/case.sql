-- A csv value with more decimals than its DECIMAL column is rounded half up when read.
CREATE TABLE t (id INT, d DECIMAL(6, 2), e DECIMAL(3, 0)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, d, e, d * e AS p FROM t;
