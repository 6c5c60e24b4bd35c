-- The ten-aggregate dashboard query: counts, distinct counts and sums under conditions, per day and channel.
CREATE TABLE bids (auction INT, bidder INT, price INT, channel STRING, ts TIMESTAMP(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/bids.csv', 'format' = 'csv');

SELECT
  channel,
  DATE_FORMAT(ts, 'yyyy-MM-dd') AS `day`,
  MAX(DATE_FORMAT(ts, 'HH:mm')) AS `minute`,
  COUNT(*) AS total_bids,
  COUNT(*) FILTER (WHERE price < 100) AS rank1_bids,
  COUNT(*) FILTER (WHERE price >= 100 AND price < 1000) AS rank2_bids,
  COUNT(DISTINCT bidder) AS total_bidders,
  COUNT(DISTINCT bidder) FILTER (WHERE price < 100) AS rank1_bidders,
  COUNT(DISTINCT auction) AS total_auctions,
  COUNT(DISTINCT auction) FILTER (WHERE price >= 100 AND price < 1000) AS rank2_auctions
FROM bids
GROUP BY channel, DATE_FORMAT(ts, 'yyyy-MM-dd');
