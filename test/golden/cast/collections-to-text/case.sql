-- ARRAY, MAP and ROW to STRING: [a, NULL], {k=v}, (a, NULL), with each element printed as its own cast would.
CREATE TABLE t (id INT, a ARRAY<DECIMAL(4, 2)>, m MAP<STRING, BOOLEAN>, r ROW<x INT, y STRING, z TIMESTAMP(3)>) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, CAST(a AS STRING) AS a, CAST(m AS STRING) AS m, CAST(r AS STRING) AS r FROM t;
