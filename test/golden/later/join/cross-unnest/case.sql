-- CROSS JOIN UNNEST of arrays.
CREATE TABLE t (id INT, a ARRAY<INT>) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT t.id, u.x FROM t CROSS JOIN UNNEST(t.a) AS u (x);
