INSERT INTO orders (id, item, quantity) VALUES (1, 'a', 2);
