CREATE TABLE users (id integer, name text);
CREATE VIEW a AS SELECT id, NULL::integer AS score, name FROM users;
