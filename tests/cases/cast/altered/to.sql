CREATE TYPE pair AS (a integer, b integer);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION pair_of(integer) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1, $1)::pair';
CREATE FUNCTION number_of(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';

CREATE FUNCTION pair_of_one(integer) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW(1, $1)::pair';
CREATE CAST (integer AS pair) WITH FUNCTION pair_of_one(integer);
CREATE CAST (mood AS integer) WITH FUNCTION number_of(mood);
CREATE CAST (varchar AS mood) WITH INOUT AS ASSIGNMENT;
CREATE CAST (pair AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (oid AS real) WITH INOUT;
COMMENT ON CAST (integer AS pair) IS 'not the same';
