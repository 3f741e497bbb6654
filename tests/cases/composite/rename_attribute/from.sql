CREATE TYPE address AS (street text, town text);
CREATE TABLE people (id integer, home address);
COMMENT ON COLUMN address.town IS 'where';
