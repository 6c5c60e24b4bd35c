-- json sink: every type is written and read back as it was.
CREATE TABLE src (
  id INT, s STRING, d DECIMAL(8, 3), x DOUBLE, f FLOAT, da DATE, tm TIME, ts TIMESTAMP(3), z TIMESTAMP_LTZ(3), bin BYTES,
  a ARRAY<STRING>, m MAP<STRING, DECIMAL(4, 1)>, r ROW<p INT, q ROW<z STRING>>, b BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

CREATE TABLE sink (
  id INT, s STRING, d DECIMAL(8, 3), x DOUBLE, f FLOAT, da DATE, tm TIME, ts TIMESTAMP(3), z TIMESTAMP_LTZ(3), bin BYTES,
  a ARRAY<STRING>, m MAP<STRING, DECIMAL(4, 1)>, r ROW<p INT, q ROW<z STRING>>, b BOOLEAN
) WITH ('connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'json');

INSERT INTO sink SELECT * FROM src;

SELECT * FROM sink;
