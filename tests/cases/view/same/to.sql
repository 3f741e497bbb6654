CREATE TABLE users (name text, id integer);
CREATE VIEW a AS SELECT u.id, u.name FROM users AS u;
