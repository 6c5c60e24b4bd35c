-- Computed columns are evaluated per row, may use functions, and stand in the schema where they were declared.
CREATE TABLE sales (
  item STRING,
  price DECIMAL(8, 2),
  total AS price * quantity,
  quantity INT,
  label AS UPPER(item) || '-' || CAST(quantity AS STRING)
) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/sales.csv',
  'format' = 'csv',
  'csv.null-literal' = 'null'
);

SELECT * FROM sales;
