CREATE TABLE users (id integer, name text, active boolean);
CREATE VIEW a AS SELECT id, name FROM users;
CREATE VIEW b AS SELECT id FROM a;
