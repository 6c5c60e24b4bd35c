-- Top-N over a change stream with deletes and updates of the sort key.
CREATE TABLE t (id INT, k STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'debezium-json');

SELECT k, rn, id, v FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC, id) AS rn FROM t) AS x
WHERE rn <= 2;
