-- VALUES as a table: types widen over the rows.
SELECT a, b, a * 2 AS c FROM (VALUES (1, 'x'), (2.25, 'long'), (3, CAST(NULL AS STRING))) AS t (a, b);
