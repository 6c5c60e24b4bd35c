-- Integer division truncates toward zero, % and MOD keep the dividend's sign; BIGINT % INT is INT.
CREATE TABLE t (id INT, a INT, b INT, l BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id, a / b AS q, a % b AS r, MOD(a, b) AS m, l / a AS lq, l % b AS lr, MOD(l, a) AS lm, a / 2 AS half, l % 3 AS l3
FROM t;
