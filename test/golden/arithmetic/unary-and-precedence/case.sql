-- Unary minus, parentheses and the precedence of * / % over + - and of arithmetic over comparison and logic.
CREATE TABLE t (a INT, b INT, c INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  a + b * c AS p1, (a + b) * c AS p2, a - b - c AS p3, a * b / c AS p4, -a + b AS p5, a - -b AS p6, a % b * c AS p7,
  a + b > c AND NOT a = b OR a = 7 AS p8, -(a - b) AS p9, +a AS p10
FROM t;
