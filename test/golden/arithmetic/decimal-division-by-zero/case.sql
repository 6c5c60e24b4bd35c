-- DECIMAL / 0 fails the job.
CREATE TABLE t (id INT, a DECIMAL(5, 2)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, 10 / a AS q FROM t;
