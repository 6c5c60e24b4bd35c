-- Three aggregations on top of each other.
CREATE TABLE t (a STRING, b STRING, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT hi, COUNT(*) AS n FROM (
  SELECT a, MAX(s) AS hi FROM (
    SELECT a, b, SUM(v) AS s FROM t GROUP BY a, b) AS l1
  GROUP BY a) AS l2
GROUP BY hi;
