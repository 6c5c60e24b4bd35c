-- SELECT without FROM gives one row.
SELECT 1 + 1 AS two, 'ab' || 'c' AS u, CAST(NULL AS INT) AS n;
