-- Texts to TIMESTAMP: date alone is midnight, seconds are required, no T; digits beyond the precision are cut.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, s, TRY_CAST(s AS TIMESTAMP(0)) AS t0, TRY_CAST(s AS TIMESTAMP(3)) AS t3, TRY_CAST(s AS TIMESTAMP) AS t6 FROM t;
