-- SIMILAR TO is SQL's regular expression: |, *, +, ?, [], () and %, _ over the whole text.
CREATE TABLE t (id INT, s STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT
  id,
  s SIMILAR TO 'ab|cd' AS alt, s SIMILAR TO 'a(b|c)+' AS plus, s SIMILAR TO '%[0-9]' AS digit,
  s SIMILAR TO 'a_c' AS single, s NOT SIMILAR TO 'a%' AS not_a
FROM t;
