-- Updates in a change stream that move rows between groups, with DISTINCT and FILTER under retraction.
CREATE TABLE t (id INT, g STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'debezium-json');

SELECT g, COUNT(*) AS n, COUNT(DISTINCT v) AS dv, SUM(DISTINCT v) AS sdv, COUNT(*) FILTER (WHERE v > 5) AS big, MIN(v) AS lo
FROM t GROUP BY g;
