-- A table joined to itself under two aliases: employees and their managers.
CREATE TABLE emp (id INT, name STRING, boss INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/emp.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT e.name, b.name AS boss_name FROM emp AS e LEFT JOIN emp AS b ON e.boss = b.id;
