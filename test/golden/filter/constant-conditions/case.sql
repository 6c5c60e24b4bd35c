-- WHERE TRUE keeps all, WHERE FALSE and WHERE NULL none; constants are folded with columns.
CREATE TABLE t (id INT, b BOOLEAN) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT 'all' AS src, id FROM t WHERE TRUE
UNION ALL SELECT 'none', id FROM t WHERE 1 > 2
UNION ALL SELECT 'null', id FROM t WHERE CAST(NULL AS BOOLEAN)
UNION ALL SELECT 'col', id FROM t WHERE b
UNION ALL SELECT 'not', id FROM t WHERE NOT b AND 2 * 3 = 6;
