-- INSERT INTO maps columns by position, whatever their names, and casts implicitly to the sink's types.
CREATE TABLE src (a INT, b STRING, c INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/src.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

CREATE TABLE sink (x BIGINT, y STRING, z DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'json');

INSERT INTO sink SELECT a, b, c FROM src WHERE a <> 3;

SELECT * FROM sink;
