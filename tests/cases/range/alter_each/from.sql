CREATE FUNCTION apart(double precision, double precision) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE TYPE a AS RANGE (SUBTYPE = double precision);
CREATE TYPE b AS RANGE (SUBTYPE = text);
CREATE TYPE c AS RANGE (SUBTYPE = text);
