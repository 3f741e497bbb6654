CREATE TYPE pair AS (a integer, b integer);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION pair_of(integer) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1, $1)::pair';
CREATE FUNCTION number_of(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
