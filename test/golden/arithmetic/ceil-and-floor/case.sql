-- CEIL and FLOOR keep the type of integers and doubles; DECIMALs lose their scale.
CREATE TABLE t (id INT, i INT, d DECIMAL(10, 4), x DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, CEIL(i) AS ci, FLOOR(i) AS fi, CEIL(d) AS cd, FLOOR(d) AS fd, CEIL(x) AS cx, FLOOR(x) AS fx, CEILING(d) AS cd2
FROM t;
