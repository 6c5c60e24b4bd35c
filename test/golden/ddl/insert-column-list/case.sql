-- INSERT INTO t (columns) fills the named columns in the given order and the others with NULL.
CREATE TABLE src (a INT, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/src.csv', 'format' = 'csv');

CREATE TABLE sink (x INT, y STRING, z DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'json');

INSERT INTO sink (y, x) SELECT b, a FROM src;

SELECT * FROM sink;
