-- A DECIMAL result that does not fit its type is NULL, in arithmetic and in CAST.
CREATE TABLE t (id INT, c DECIMAL(29, 9), w DECIMAL(38, 0)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  id, c * c AS sq, w + w AS twice, w * 10 AS ten, CAST(c AS DECIMAL(6, 2)) AS small, CAST(w AS DECIMAL(3, 0)) AS tiny
FROM t;
