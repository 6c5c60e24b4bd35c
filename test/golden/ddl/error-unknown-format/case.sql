-- A format that does not exist is named.
CREATE TABLE t (id INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.csv',
  'format' = 'no-such-format'
);

SELECT id FROM t;
