CREATE TABLE people (id integer, name text);
CREATE FUNCTION names() RETURNS SETOF text BEGIN ATOMIC SELECT name FROM people; END;
