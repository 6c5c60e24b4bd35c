-- + - * of integers wrap at their type's bounds; mixed integer types widen to the larger first.
CREATE TABLE t (id INT, ti TINYINT, si SMALLINT, i INT, l BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  ti + ti AS ti_add, si * si AS si_mul, i + i AS i_add, i * i AS i_mul, i - 2147483647 AS i_sub, l + l AS l_add,
  l * l AS l_mul, ti + si AS ti_si, i + l AS i_l, -i AS i_neg, -l AS l_neg, ti - i AS ti_i
FROM t;
