CREATE TABLE users (id integer, name text);
CREATE MATERIALIZED VIEW names AS SELECT id, name FROM users;
CREATE MATERIALIZED VIEW later WITH (fillfactor = 70, toast.autovacuum_enabled = false) AS SELECT id, name FROM users WITH NO DATA;
CREATE UNIQUE INDEX names_id_key ON names (id);
CREATE VIEW over_names AS SELECT id FROM names;
