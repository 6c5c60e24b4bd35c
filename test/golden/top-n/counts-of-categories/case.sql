-- The best-seller list: Top-3 by COUNT with the name as the second key, rank shown.
CREATE TABLE t (item STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT rn, item, n FROM (
  SELECT item, n, ROW_NUMBER() OVER (ORDER BY n DESC, item ASC) AS rn
  FROM (SELECT item, COUNT(*) AS n FROM t GROUP BY item) AS c) AS x
WHERE rn <= 3;
