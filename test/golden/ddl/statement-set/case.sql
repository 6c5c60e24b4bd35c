-- A statement set is one job with several sinks; CASE … END inside it does not end it.
CREATE TABLE orders (id INT, customer STRING, amount INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/orders.csv', 'format' = 'csv');

CREATE TABLE big (id INT, customer STRING) WITH (
  'connector' = 'filesystem', 'path' = '${output}/big', 'format' = 'csv');

CREATE TABLE graded (id INT, grade STRING) WITH (
  'connector' = 'filesystem', 'path' = '${output}/graded', 'format' = 'json');

EXECUTE STATEMENT SET
BEGIN
  INSERT INTO big SELECT id, customer FROM orders WHERE amount >= 20;
  INSERT INTO graded
    SELECT id, CASE WHEN amount >= 20 THEN 'high' WHEN amount >= 10 THEN 'middle' ELSE 'low' END FROM orders;
END;

SELECT 'big' AS src, id, customer AS word FROM big
UNION ALL
SELECT 'graded', id, grade FROM graded;
