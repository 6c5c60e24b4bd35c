-- Back-ticks quote any name, a doubled back-tick stands for one, and names keep their case.
CREATE TABLE `my table` (
  `select` INT,
  `Group` STRING,
  `group` STRING,
  `a``b` INT,
  `größe` INT
) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/t.csv',
  'format' = 'csv'
);

SELECT t.`select`, `Group`, `group`, `a``b` + 1 AS `the sum`, t.`größe` FROM `my table` AS t;
