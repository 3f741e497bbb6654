INSERT INTO stock VALUES (1, 1, NULL), (2, 2, 'n');
INSERT INTO deliveries VALUES (2, 5), (3, 7);
