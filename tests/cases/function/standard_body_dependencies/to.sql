CREATE TABLE people (id integer, name character varying(50));
CREATE FUNCTION names() RETURNS SETOF text BEGIN ATOMIC SELECT name FROM people; END;
CREATE FUNCTION count_names() RETURNS bigint RETURN (SELECT count(*) FROM names());
