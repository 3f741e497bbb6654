CREATE TABLE people (id integer);
COMMENT ON TABLE people IS 'it''s';
