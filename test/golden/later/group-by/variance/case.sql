-- STDDEV_POP, VAR_POP and VAR_SAMP over DOUBLE; one row has no sample variance.
CREATE TABLE t (k INT, x DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, STDDEV_POP(x) AS sp, VAR_POP(x) AS vp, VAR_SAMP(x) AS vs FROM t GROUP BY k;
