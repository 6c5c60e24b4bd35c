-- COUNT DISTINCT and SUM DISTINCT over changing counts keep how often each value occurs.
CREATE TABLE t (g STRING, k STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT g, COUNT(DISTINCT n) AS dn, SUM(DISTINCT n) AS sn, COUNT(*) AS keys
FROM (SELECT g, k, COUNT(*) AS n FROM t GROUP BY g, k) AS c
GROUP BY g;
