CREATE TABLE people (id integer);
COMMENT ON TABLE people IS E'it\'s';
