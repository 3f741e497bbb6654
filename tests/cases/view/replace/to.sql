CREATE TABLE users (id integer, name text, active boolean);
CREATE VIEW a AS SELECT id, name FROM users WHERE active;
CREATE VIEW b AS SELECT a.id FROM a;
