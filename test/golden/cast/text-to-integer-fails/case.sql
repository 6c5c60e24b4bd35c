-- CAST of a text that is no number fails the job, with the text in the message.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, CAST(s AS INT) AS i FROM t;
