INSERT INTO t VALUES (1, 'one', '{two,three}', 'four'), (2, NULL, NULL, NULL);
INSERT INTO u VALUES (1, 'one', 'two', 3);
