CREATE TABLE users (id integer, name text);
CREATE MATERIALIZED VIEW names AS SELECT id, name FROM users;
CREATE UNIQUE INDEX names_id_key ON names (id);
COMMENT ON MATERIALIZED VIEW names IS 'names';
COMMENT ON COLUMN names.id IS 'the id';
COMMENT ON INDEX names_id_key IS 'unique';
CREATE VIEW over_names AS SELECT id FROM names;
