-- @renamed from=addr
CREATE TYPE address AS (street text, city text);
CREATE TABLE people (id integer, home address);
