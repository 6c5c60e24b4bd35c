-- SUBSTRING and SUBSTR count code points from 1; 0 acts as 1, negative starts count from the end.
CREATE TABLE t (id INT, s STRING, p INT, n INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id, SUBSTRING(s, p) AS a, SUBSTRING(s, p, n) AS b, SUBSTRING(s FROM p FOR n) AS c, SUBSTR(s, p, n) AS d, SUBSTRING(s FROM 2) AS e
FROM t;
