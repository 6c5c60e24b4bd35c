-- TO_TIMESTAMP: the default and own patterns; what cannot be read is NULL.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, s, TO_TIMESTAMP(s) AS t, TO_TIMESTAMP(s, 'yyyy-MM-dd''T''HH:mm:ss') AS iso, TO_TIMESTAMP(s, 'dd.MM.yyyy HH:mm') AS german
FROM t;
