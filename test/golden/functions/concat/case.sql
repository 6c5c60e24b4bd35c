-- || and CONCAT are NULL when an argument is; CONCAT_WS skips NULLs, and is NULL only when the separator is.
CREATE TABLE t (id INT, a STRING, b STRING, sep STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, a || '-' || b AS pipes, CONCAT(a, '-', b) AS c, CONCAT_WS(sep, a, b, 'end') AS ws, CONCAT_WS(',', a, b) AS ws2, a || CAST(id AS STRING) AS n
FROM t;
