-- LIKE takes columns and options of another table; its own options win.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');
CREATE TABLE u (extra AS id * 2) WITH ('path' = '${input}/u.csv') LIKE t;

SELECT * FROM u;
