INSERT INTO t (id) VALUES (1), (2);
INSERT INTO t (id, a, c) VALUES (3, 4, 'c');
