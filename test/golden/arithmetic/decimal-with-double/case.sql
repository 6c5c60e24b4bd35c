-- DECIMAL with FLOAT or DOUBLE computes in DOUBLE; FLOAT with integers stays FLOAT.
CREATE TABLE t (id INT, d DECIMAL(6, 2), x DOUBLE, f FLOAT, i INT, l BIGINT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT id, d + x AS dx, d * f AS df, f * i AS fi, f + l AS fl, x + f AS xf, i / x AS ix, d = x AS eq FROM t;
