INSERT INTO parents VALUES (1, 'a');
INSERT INTO children VALUES (2, 'b', 3);
INSERT INTO parted VALUES (1, 'here');
INSERT INTO coded VALUES (1, 'x'), (NULL, 'y');
