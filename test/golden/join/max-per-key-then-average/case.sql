-- Join, MAX per key, then AVG over the maxima per category: retraction through two aggregations (Nexmark's q4).
CREATE TABLE auction (id INT, category INT, opens TIMESTAMP(3), expires TIMESTAMP(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/auction.csv', 'format' = 'csv');
CREATE TABLE bid (auction INT, price INT, ts TIMESTAMP(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/bid.csv', 'format' = 'csv');

SELECT q.category, AVG(q.final) AS avg_final
FROM (
  SELECT MAX(b.price) AS final, a.category
  FROM auction AS a, bid AS b
  WHERE a.id = b.auction AND b.ts BETWEEN a.opens AND a.expires
  GROUP BY a.id, a.category) AS q
GROUP BY q.category;
