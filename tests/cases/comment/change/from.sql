CREATE TABLE people (id integer, name text);
COMMENT ON TABLE people IS 'a table';
COMMENT ON COLUMN people.name IS 'a name';
