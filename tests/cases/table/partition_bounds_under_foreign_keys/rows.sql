INSERT INTO p VALUES (1, NULL), (11, 1), (12, 11);
INSERT INTO referring VALUES (1), (11), (12);
INSERT INTO referring_too VALUES (11);
