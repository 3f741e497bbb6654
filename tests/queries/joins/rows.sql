INSERT INTO groups VALUES (1, 'a', NULL), (2, 'alpha', 'n'), (3, 'lone', NULL);
INSERT INTO devices VALUES (1, 1, 'a', 'a'), (2, NULL, 'b', NULL), (10, 2, 'c', 'b'), (11, NULL, 'd', 'a');
INSERT INTO ports VALUES (1, 1, NULL), (10, 2, 7), (2, 9, NULL);
REFRESH MATERIALIZED VIEW kept;
