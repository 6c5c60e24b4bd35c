-- Result types: SUM and AVG keep integer types, SUM(DECIMAL) is DECIMAL(38, s), AVG(DECIMAL) has scale 6 at least.
CREATE TABLE t (k INT, ti TINYINT, si SMALLINT, l BIGINT, f FLOAT, x DOUBLE, d DECIMAL(10, 2), z DECIMAL(5, 0)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  k, SUM(ti) AS s_ti, AVG(ti) AS a_ti, SUM(si) AS s_si, AVG(si) AS a_si, SUM(l) AS s_l, AVG(l) AS a_l, SUM(f) AS s_f, AVG(f) AS a_f,
  SUM(x) AS s_x, AVG(x) AS a_x, SUM(d) AS s_d, AVG(d) AS a_d, SUM(z) AS s_z, AVG(z) AS a_z, MIN(d) AS lo_d, MAX(ti) AS hi_ti
FROM t GROUP BY k;
