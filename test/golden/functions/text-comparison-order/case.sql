-- Texts order by code points: upper case before lower, digits before letters, accents after; MIN and MAX follow.
CREATE TABLE t (k INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT k, MIN(s) AS lo, MAX(s) AS hi, COUNT(*) AS n FROM t GROUP BY k;
