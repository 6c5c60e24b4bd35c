-- json: blanks and tabs anywhere between tokens, CR LF line ends, blank lines skipped.
CREATE TABLE t (id INT, r ROW<a INT>, l ARRAY<INT>) WITH (
  'connector' = 'filesystem', 'path' = '${input}/t.json', 'format' = 'json');

SELECT * FROM t;
