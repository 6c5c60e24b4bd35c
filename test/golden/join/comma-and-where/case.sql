-- The older FROM l, r WHERE l.k = r.k is an inner join.
CREATE TABLE l (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv');
CREATE TABLE r (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv');

SELECT l.id, r.v FROM l, r WHERE l.k = r.k AND r.v < 30 AND l.id > 1;
