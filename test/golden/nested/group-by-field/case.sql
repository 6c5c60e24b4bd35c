-- Grouping by and aggregating fields of nested ROWs, through a view that filters by event type.
CREATE TABLE bids (
  event_type INT,
  bid ROW<auction BIGINT, bidder BIGINT, price BIGINT>,
  auction ROW<id BIGINT, item STRING>
) WITH ('connector' = 'filesystem', 'path' = '${input}/bids.json', 'format' = 'json');

CREATE VIEW b AS SELECT bid.auction, bid.bidder, bid.price FROM bids WHERE event_type = 2;

SELECT auction, COUNT(*) AS n, MAX(price) AS top, SUM(price) AS total FROM b GROUP BY auction;
