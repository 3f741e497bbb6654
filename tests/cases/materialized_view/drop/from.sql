CREATE TABLE users (id integer, name text);
CREATE MATERIALIZED VIEW names AS SELECT id, name FROM users;
CREATE UNIQUE INDEX names_id_key ON names (id);
CREATE VIEW over_names AS SELECT id FROM names;
