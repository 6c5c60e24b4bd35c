-- TRIM takes blanks only (not tabs), LEADING, TRAILING and BOTH take the given characters; LTRIM and RTRIM one side.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, '[' || TRIM(s) || ']' AS t, '[' || LTRIM(s) || ']' AS l, '[' || RTRIM(s) || ']' AS r,
  TRIM(BOTH 'x' FROM s) AS bo, TRIM(LEADING 'x' FROM s) AS le, TRIM(TRAILING 'x' FROM s) AS tr
FROM t;
