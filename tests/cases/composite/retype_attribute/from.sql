CREATE TYPE address AS (street text, number integer);
CREATE TABLE people (id integer, home address);
