-- A top-level option that the connector does not know is refused by name.
CREATE TABLE t (id INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.csv',
  'format' = 'csv',
  'no-such-option' = '1'
);

SELECT id FROM t;
