-- json: every type from its JSON form; unknown fields are ignored, missing ones NULL, in any order.
CREATE TABLE t (
  id INT, s STRING, b BOOLEAN, l BIGINT, f FLOAT, x DOUBLE, d DECIMAL(8, 3), da DATE, tm TIME, ts TIMESTAMP(3), bin BYTES,
  a ARRAY<INT>, m MAP<STRING, INT>, r ROW<p INT, q ROW<z STRING>>
) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT * FROM t;
