CREATE FUNCTION apart(double precision, double precision) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE TYPE a AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = apart);
CREATE TYPE b AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops);
CREATE TYPE c AS RANGE (SUBTYPE = text, COLLATION = "POSIX");
