CREATE TABLE people (id integer, name text);
COMMENT ON TABLE people IS 'a table';
COMMENT ON COLUMN people.name IS 'a column';
COMMENT ON COLUMN people.id IS 'the id';
CREATE TABLE gone (id integer);
COMMENT ON TABLE gone IS 'goes with it';
