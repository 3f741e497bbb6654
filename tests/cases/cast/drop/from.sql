CREATE TYPE pair AS (a integer, b integer);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION pair_of(integer) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1, $1)::pair';
CREATE FUNCTION number_of(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';

CREATE CAST (integer AS pair) WITH FUNCTION pair_of(integer);
CREATE CAST (mood AS integer) WITH FUNCTION number_of(mood) AS ASSIGNMENT;
CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT;
CREATE CAST (bigint AS double precision[]) WITH INOUT;
CREATE CAST (pair AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (oid AS real) WITHOUT FUNCTION;
CREATE VIEW v AS SELECT 1::pair AS p, 'ok'::varchar::mood AS m;
COMMENT ON CAST (integer AS pair) IS 'twice the same';
