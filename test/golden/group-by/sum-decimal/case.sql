-- SUM and AVG of DECIMALs are exact, also near 38 digits.
CREATE TABLE t (k INT, d DECIMAL(20, 4), w DECIMAL(38, 10)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT k, SUM(d) AS sd, AVG(d) AS ad, SUM(w) AS sw, MIN(w) AS lw, MAX(w) AS hw FROM t GROUP BY k;
