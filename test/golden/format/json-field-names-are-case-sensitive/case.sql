-- json: field names are case-sensitive; of a name that stands twice the last counts.
CREATE TABLE t (id INT, Id INT, v STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT * FROM t;
