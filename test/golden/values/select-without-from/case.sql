-- SELECT without FROM gives one row.
SELECT 1 + 1 AS two, UPPER('abc') AS u, CAST(NULL AS INT) AS n;
