-- CHAR(n) pads with blanks and cuts, VARCHAR(n) cuts, both count characters; BINARY(n) pads with zeros and cuts.
CREATE TABLE t (id INT, s STRING, b BYTES) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, CAST(s AS CHAR(4)) || '|' AS c4, CAST(s AS VARCHAR(4)) || '|' AS v4, CAST(b AS BINARY(3)) AS b3,
  CAST(s AS BYTES) AS sb, CAST(b AS STRING) AS bs
FROM t;
