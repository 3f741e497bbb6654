CREATE TABLE users (id integer, name text, score integer);
CREATE VIEW a AS SELECT id, score, name FROM users;
