INSERT INTO p SELECT g, g FROM generate_series(0, 19) g;
