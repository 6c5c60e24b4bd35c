-- INSERT with another number of columns than the sink has is refused.
CREATE TABLE src (a INT, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/src.csv', 'format' = 'csv');

CREATE TABLE sink (x INT, y STRING, z INT) WITH (
  'connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'json');

INSERT INTO sink SELECT a, b FROM src;

SELECT * FROM sink;
