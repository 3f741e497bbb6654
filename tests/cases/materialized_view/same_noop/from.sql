CREATE TABLE users (id integer, name text);
CREATE MATERIALIZED VIEW a AS SELECT id, name FROM users;
