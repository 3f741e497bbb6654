CREATE TABLE people (id integer, name text);
COMMENT ON TABLE people IS E'it''s a\nlonger table \\ text';
COMMENT ON COLUMN people.name IS 'Name';
