-- Join keys inside ROWs, the same column names on both sides, SELECT with stars of both.
CREATE TABLE l (id INT, ref_to ROW<k STRING, n INT>) WITH (
  'connector' = 'filesystem', 'path' = '${input}/l.json', 'format' = 'json');
CREATE TABLE r (id INT, k STRING) WITH (
  'connector' = 'filesystem', 'path' = '${input}/r.json', 'format' = 'json');

SELECT l.id AS lid, l.ref_to.n, r.* FROM l JOIN r ON l.ref_to.k = r.k AND l.ref_to.n > r.id;
