-- Equal rows on both sides are counted, and one retraction takes one of them.
CREATE TABLE l (k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.json', 'format' = 'debezium-json');
CREATE TABLE r (k STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv');

SELECT l.k, l.v FROM l JOIN r ON l.k = r.k;
