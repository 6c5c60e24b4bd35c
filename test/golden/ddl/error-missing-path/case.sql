-- A required option that is missing is named.
CREATE TABLE t (id INT) WITH (
  'connector' = 'filesystem',
  'format' = 'csv'
);

SELECT id FROM t;
