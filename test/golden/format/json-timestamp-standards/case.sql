-- json.timestamp-format.standard: SQL wants a blank, ISO-8601 a T; LTZ ends in Z.
CREATE TABLE s (id INT, ts TIMESTAMP(3), z TIMESTAMP_LTZ(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/sql.json', 'format' = 'json');

CREATE TABLE i (id INT, ts TIMESTAMP(3), z TIMESTAMP_LTZ(3)) WITH (
  'connector' = 'filesystem', 'path' = '${input}/iso.json', 'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');

SELECT 'sql' AS src, * FROM s UNION ALL SELECT 'iso', * FROM i;
