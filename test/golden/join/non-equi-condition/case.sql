-- Conditions besides the equality: in INNER they filter, in LEFT they decide what counts as a match.
CREATE TABLE l (id INT, k STRING, n INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.csv', 'format' = 'csv', 'csv.null-literal' = 'null');
CREATE TABLE r (k STRING, lo INT, hi INT) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.csv', 'format' = 'csv', 'csv.null-literal' = 'null');

SELECT 'inner' AS kind, l.id, r.lo, r.hi FROM l JOIN r ON l.k = r.k AND l.n BETWEEN r.lo AND r.hi
UNION ALL
SELECT 'left', l.id, r.lo, r.hi FROM l LEFT JOIN r ON l.k = r.k AND l.n >= r.lo AND l.id <> 3;
