-- debezium-json sink of an updating query: read back, its changes fold to the same rows.
CREATE TABLE src (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

CREATE TABLE sink (k STRING, n BIGINT, s INT, PRIMARY KEY (k) NOT ENFORCED) WITH (
  'connector' = 'filesystem', 'path' = '${output}/sink', 'format' = 'debezium-json');

INSERT INTO sink SELECT k, COUNT(*), SUM(v) FROM src GROUP BY k;

SELECT k, n, s FROM sink;
