-- A computed column can be filtered and grouped by like any other.
CREATE TABLE visits (
  url STRING,
  ms INT,
  slow AS ms > 500,
  section AS SPLIT_INDEX(url, '/', 1)
) WITH (
  'connector' = 'filesystem',
  'path' = '${input}/visits.csv',
  'format' = 'csv',
  'csv.null-literal' = 'null'
);

SELECT section, COUNT(*) AS n, MAX(ms) AS slowest
FROM visits
WHERE slow OR section = 'img'
GROUP BY section;
