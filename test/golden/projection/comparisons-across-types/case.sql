-- Numbers of different types compare by value, texts by code points without padding.
CREATE TABLE t (i INT, l BIGINT, d DECIMAL(10, 2), f DOUBLE, s STRING, r STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  i, i = l AS il, i < d AS id, d = f AS df, l >= f AS lf, s < r AS sr, s = r AS se,
  s > 'B' AS sb, i BETWEEN 2 AND l AS bt
FROM t;
