-- ABS, SIGN, POWER, SQRT, LN, LOG10, EXP on every number type; domain errors are NaN or infinities.
CREATE TABLE t (id INT, i INT, d DECIMAL(8, 3), x DOUBLE) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, ABS(i) AS ai, ABS(d) AS ad, ABS(x) AS ax, SIGN(i) AS si, SIGN(d) AS sd, SIGN(x) AS sx,
  POWER(x, 2) AS p2, POWER(i, 3) AS p3, SQRT(x) AS sq, LN(x) AS ln_x, LOG10(x) AS l10, EXP(x) AS ex
FROM t;
