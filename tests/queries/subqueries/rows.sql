INSERT INTO nodes VALUES (1, NULL, 'root', NULL), (2, 1, 'leaf', 'n'), (3, 2, 'deep', NULL), (4, NULL, 'alone', 'x');
INSERT INTO tags VALUES (1, 'root'), (1, 'b'), (3, 'c');
