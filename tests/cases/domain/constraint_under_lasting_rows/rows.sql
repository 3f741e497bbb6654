INSERT INTO t VALUES (1, ROW('x', 1), ROW(ROW('y', 2), '{z}'), ARRAY[ROW('w', 3)::pair], 'v'), (2, NULL, NULL, NULL, NULL);
INSERT INTO u VALUES (1, ROW(5));
