-- Fields of nested ROWs: by path, NULL when any ROW on the path is, in every clause.
CREATE TABLE events (
  id INT,
  person ROW<name STRING, address ROW<city STRING, zip INT>>,
  amount DECIMAL(8, 2)
) WITH ('connector' = 'filesystem', 'path' = '${input}/events.json', 'format' = 'json');

SELECT e.id, e.person.name, person.address.city AS city, e.person.address.zip + 1 AS next_zip, person.address.zip IS NULL AS no_zip
FROM events AS e
WHERE person.name <> 'skip' OR person.name IS NULL;
