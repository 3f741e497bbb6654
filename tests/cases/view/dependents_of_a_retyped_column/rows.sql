INSERT INTO orders VALUES (1, 2, 3.50), (2, 100, 20), (3, 7, NULL);
