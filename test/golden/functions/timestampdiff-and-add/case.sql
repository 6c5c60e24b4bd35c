-- TIMESTAMPDIFF counts whole units toward zero; TIMESTAMPADD clamps to the month's end.
CREATE TABLE t (id INT, a TIMESTAMP(3), b TIMESTAMP(3), n INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT
  id,
  TIMESTAMPDIFF(SECOND, a, b) AS se, TIMESTAMPDIFF(MINUTE, a, b) AS mi, TIMESTAMPDIFF(HOUR, a, b) AS ho,
  TIMESTAMPDIFF(DAY, a, b) AS da, TIMESTAMPDIFF(MONTH, a, b) AS mo, TIMESTAMPDIFF(YEAR, a, b) AS ye,
  TIMESTAMPADD(DAY, n, a) AS ad, TIMESTAMPADD(MONTH, n, a) AS am, TIMESTAMPADD(SECOND, n, a) AS asec
FROM t;
