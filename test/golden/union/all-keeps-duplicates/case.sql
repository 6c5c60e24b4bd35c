-- UNION ALL keeps duplicates, takes names from the first query, and nests.
CREATE TABLE a (id INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/a.csv', 'format' = 'csv', 'csv.null-literal' = 'null');
CREATE TABLE b (n BIGINT, t STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/b.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT id, s FROM a
UNION ALL
(SELECT n + 100, UPPER(t) FROM b WHERE n > 1
 UNION ALL
 SELECT id, s FROM a WHERE id = 1);
