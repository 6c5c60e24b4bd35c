-- Literals: texts with quotes and non-ASCII, exact and approximate numbers, binary, dates, times and NULL of a type.
CREATE TABLE t (id INT) WITH ('connector' = 'filesystem', 'path' = '${input}/t.csv', 'format' = 'csv');

SELECT
  id, 'it''s' AS s, 'Grüße 日本' AS u, 1.50 AS d, 1.5e2 AS e, 2147483648 AS big, -7 AS neg, X'00ff10' AS b,
  DATE '2024-02-29' AS da, TIME '23:59:58' AS ti, TIMESTAMP '2024-02-29 01:02:03.45' AS ts,
  TRUE AS yes, CAST(NULL AS INT) AS nothing, U&'\00e9' AS esc
FROM t;
