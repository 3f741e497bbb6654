INSERT INTO held VALUES (1, 'one');
INSERT INTO holds VALUES (1, ROW(2, 'two')), (2, NULL);
