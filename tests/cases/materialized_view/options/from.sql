CREATE TABLE users (id integer, name text);
CREATE MATERIALIZED VIEW a AS SELECT id, name FROM users;
CREATE MATERIALIZED VIEW b WITH (fillfactor = 70, autovacuum_enabled = false) AS SELECT id FROM users;
