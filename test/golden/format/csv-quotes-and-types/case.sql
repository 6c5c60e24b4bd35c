-- csv: quotes, doubled quotes, delimiters and line breaks inside quotes, blanks kept in texts, every scalar type.
CREATE TABLE t (id INT, s STRING, b BOOLEAN, ti TINYINT, si SMALLINT, l BIGINT, f FLOAT, x DOUBLE, d DECIMAL(6, 2), da DATE, tm TIME, ts TIMESTAMP(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT * FROM t;
