-- LEFT JOIN on two changing sides, grouped again by a value of the right side (NULL for those without).
CREATE TABLE l (id INT, k STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv');
CREATE TABLE r (k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv');

SELECT s.n AS right_count, COUNT(*) AS lefts, SUM(c.m) AS left_rows
FROM (SELECT k, COUNT(*) AS m FROM l GROUP BY k) AS c
LEFT JOIN (SELECT k, COUNT(*) AS n FROM r GROUP BY k) AS s ON c.k = s.k
GROUP BY s.n;
