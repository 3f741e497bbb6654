INSERT INTO accounts (name, note) VALUES ('a', 'x'), ('b', NULL), ('c', 'x'), ('d', 'y');
INSERT INTO moves VALUES (1, 1, 5), (2, 1, 7), (9, 4, 1);
