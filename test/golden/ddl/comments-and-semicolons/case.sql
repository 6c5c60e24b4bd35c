-- Comments and semicolons inside texts and comments end no statement; keywords have no case; '' is a quote.
/* a block comment; with a semicolon
   over two lines; */
CREATE TABLE t (id INT, s STRING) WITH ('connector' = 'filesystem', -- here too; 'x'
  'path' = '${input}/t.csv', 'format' = 'csv');

select id, s || ';' AS a, 'it''s; -- no comment' AS b /* nor; this */, '/* text */' AS c
from t -- the end;
where s <> ';';
