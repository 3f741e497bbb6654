CREATE TABLE users (id integer, name text);
CREATE VIEW a AS SELECT * FROM users;
