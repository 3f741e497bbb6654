CREATE TABLE users (name text, id integer);
CREATE MATERIALIZED VIEW a AS SELECT users.id, users.name FROM users WITH DATA;
