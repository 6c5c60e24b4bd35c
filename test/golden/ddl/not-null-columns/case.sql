-- NOT NULL columns keep their type through projection; expressions over them stay NOT NULL.
CREATE TABLE t (
  id INT NOT NULL,
  name STRING NOT NULL,
  extra STRING
) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.json',
  'format' = 'json'
);

SELECT id, id + 1 AS next_id, name || '!' AS loud, name || extra AS joined FROM t;
