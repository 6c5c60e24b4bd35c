-- A path that is a folder reads all its files but those that begin with a dot or an underscore.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/', 'format' = 'csv');

SELECT COUNT(*) AS n, SUM(id) AS total, MIN(s) AS first_s, MAX(s) AS last_s FROM t;
