-- The same table aggregated twice by different keys and combined by UNION ALL.
CREATE TABLE t (a STRING, b STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT 'a' AS by_what, a AS k, SUM(v) AS s FROM t GROUP BY a
UNION ALL
SELECT 'b', b, SUM(v) FROM t GROUP BY b;
