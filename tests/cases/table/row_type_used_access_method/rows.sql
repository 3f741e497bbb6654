INSERT INTO inner_rows VALUES (1, 'one');
INSERT INTO middle_rows VALUES (1, ROW(2, 'it''s, "two"'), ARRAY[ROW(3, NULL), NULL]::inner_rows[]), (2, ROW(4, ''), NULL);
INSERT INTO outer_rows SELECT id, m FROM middle_rows m;
INSERT INTO outer_rows VALUES (3, NULL);
