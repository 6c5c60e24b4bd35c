-- Joining on several keys of different types, one of them an expression; a NULL in any key matches nothing.
CREATE TABLE l (id INT, a INT, b STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv', 'csv.null-literal' = 'null');
CREATE TABLE r (a BIGINT, b STRING, v INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT l.id, r.v FROM l INNER JOIN r ON l.a + 1 = r.a AND UPPER(l.b) = r.b;
