CREATE TABLE users (id integer, name text, active boolean, email text);
CREATE VIEW a AS SELECT id, name, active, email FROM users;
CREATE VIEW b AS SELECT id, email FROM a WHERE active;
