-- UUID is a new 36-character text for each row, RAND a new number in [0, 1).
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT COUNT(*) AS n, COUNT(DISTINCT u) AS uuids, MIN(CHAR_LENGTH(u)) AS len, SUM(CASE WHEN r >= 0 AND r < 1 THEN 1 ELSE 0 END) AS in_range
FROM (SELECT UUID() AS u, RAND() AS r FROM t) AS x;
