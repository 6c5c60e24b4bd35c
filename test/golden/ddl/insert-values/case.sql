-- INSERT INTO … VALUES.
CREATE TABLE sink (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${output}/s', 'format' = 'json');

INSERT INTO sink VALUES (1, 'x'), (2, CAST(NULL AS STRING));

SELECT * FROM sink;
