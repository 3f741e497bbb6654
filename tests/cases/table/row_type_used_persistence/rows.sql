INSERT INTO held VALUES (1, 'one');
INSERT INTO holds VALUES (1, ROW(2, 'two'), ARRAY[ROW(3, NULL)]::held[]), (2, NULL, NULL);
