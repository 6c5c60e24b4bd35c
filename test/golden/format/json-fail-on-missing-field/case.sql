-- json.fail-on-missing-field: a missing field fails the job, a null one does not.
CREATE TABLE t (id INT, n INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json', 'json.fail-on-missing-field' = 'true');

SELECT * FROM t;
