-- ROW_NUMBER Top-N with the rank: an insertion shifts the ranks below it; ties keep their order of arrival.
CREATE TABLE t (k STRING, id INT, v INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT k, rn, id, v FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC) AS rn FROM t) AS x
WHERE rn <= 3;
