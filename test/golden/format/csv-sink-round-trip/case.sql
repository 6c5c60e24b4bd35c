-- csv sink: what needs quotes gets them, NULL is written as the null literal, and all is read back as it was.
CREATE TABLE src (id INT, s STRING, d DECIMAL(6, 2), b BOOLEAN, ts TIMESTAMP(3), da DATE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

CREATE TABLE sink (id INT, s STRING, d DECIMAL(6, 2), b BOOLEAN, ts TIMESTAMP(3), da DATE) WITH (
  'connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'csv', 'csv.null-literal' = 'NULL');

INSERT INTO sink SELECT * FROM src;

SELECT * FROM sink;
