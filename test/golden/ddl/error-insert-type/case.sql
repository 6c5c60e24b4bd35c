-- INSERT of a type that has no implicit cast to the sink's is refused.
CREATE TABLE src (a INT, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/src.csv', 'format' = 'csv');

CREATE TABLE sink (x INT, y DATE) WITH (
  'connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'json');

INSERT INTO sink SELECT a, b FROM src;

SELECT * FROM sink;
