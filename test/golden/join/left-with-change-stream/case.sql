-- LEFT JOIN with a change stream on the right: the last match leaving brings the NULL row back.
CREATE TABLE l (id INT, k STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv');
CREATE TABLE r (id INT, k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.json', 'format' = 'debezium-json');

SELECT l.id AS lid, r.id AS rid, r.v FROM l LEFT JOIN r ON l.k = r.k;
