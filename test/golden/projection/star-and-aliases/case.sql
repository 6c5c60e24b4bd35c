-- *, t.*, expressions without a name (EXPR$n) and columns used twice.
CREATE TABLE t (id INT, name STRING, n INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT x.*, id AS again, n + 1, UPPER(name), n AS m FROM t AS x;
