CREATE TABLE users (id integer, name text);
CREATE MATERIALIZED VIEW a WITH (fillfactor = 50, toast.autovacuum_enabled = false) AS SELECT id, name FROM users;
CREATE MATERIALIZED VIEW b WITH (fillfactor = 80) AS SELECT id FROM users;
