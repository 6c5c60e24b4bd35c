-- Texts to DATE: a missing month or day is 1, a time behind it is dropped, no T, no invalid days.
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT id, s, TRY_CAST(s AS DATE) AS d FROM t;
