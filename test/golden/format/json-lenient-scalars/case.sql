-- json: numbers as texts, fractions for INT, texts and numbers for BOOLEAN, rounding into DECIMAL, DOUBLE overflow.
CREATE TABLE t (id INT, n INT, b BOOLEAN, d DECIMAL(5, 2), x DOUBLE, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT * FROM t;
