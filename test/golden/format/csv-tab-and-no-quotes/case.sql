-- csv: tabs between fields and quotes that mean nothing.
CREATE TABLE t (id INT, s STRING, n INT) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.csv',
  'format' = 'csv',
  'csv.field-delimiter' = '\t',
  'csv.disable-quote-character' = 'true'
);

SELECT * FROM t;
