-- Both sides are change streams: updates that move a row to another key, deletes, re-inserts, duplicates.
CREATE TABLE l (id INT, k STRING, n INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.json', 'format' = 'debezium-json');
CREATE TABLE r (id INT, k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.json', 'format' = 'debezium-json');

SELECT l.id AS lid, l.n, r.id AS rid, r.v FROM l JOIN r ON l.k = r.k;
