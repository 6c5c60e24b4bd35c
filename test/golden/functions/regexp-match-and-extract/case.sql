-- REGEXP finds a part; REGEXP_EXTRACT gives the whole match or a group, NULL when there is none or the pattern is bad.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  REGEXP(s, '[0-9]+') AS has_digit,
  REGEXP(s, '^a.*z$') AS a_to_z,
  REGEXP_EXTRACT(s, '([a-z]+)=([0-9]+)') AS whole,
  REGEXP_EXTRACT(s, '([a-z]+)=([0-9]+)', 1) AS g1,
  REGEXP_EXTRACT(s, '([a-z]+)=([0-9]+)', 2) AS g2,
  REGEXP_EXTRACT(s, '(') AS bad,
  REGEXP_EXTRACT(s, '(&|^)channel_id=([^&]*)', 2) AS nexmark
FROM t;
