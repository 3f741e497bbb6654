INSERT INTO holds (id) VALUES (1), (11);
INSERT INTO holds VALUES (2, ROW(3, 'three')), (12, NULL);
