-- A filesystem sink of csv takes no updates: a changing query is refused before it runs.
CREATE TABLE src (a INT, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/src.csv', 'format' = 'csv');

CREATE TABLE sink (b STRING, n BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'csv');

INSERT INTO sink SELECT b, COUNT(*) FROM src GROUP BY b;

SELECT * FROM sink;
