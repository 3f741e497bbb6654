CREATE TYPE address AS (street text, zip text);
CREATE TABLE people (id integer, home address);
CREATE VIEW streets AS SELECT id, (home).street AS street FROM people;
