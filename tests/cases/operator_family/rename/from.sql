CREATE SCHEMA app;

CREATE FUNCTION cmp48(integer, bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE FUNCTION lt48(integer, bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR <<< (FUNCTION = lt48, LEFTARG = integer, RIGHTARG = bigint);

CREATE OPERATOR FAMILY mixed USING btree;
CREATE OPERATOR FAMILY "Odd One" USING hash;
COMMENT ON OPERATOR FAMILY mixed USING btree IS 'numbers of two widths';

ALTER OPERATOR FAMILY mixed USING btree ADD OPERATOR 1 <<< (integer, bigint), OPERATOR 5 > (integer, bigint), FUNCTION 1 (integer, bigint) cmp48(integer, bigint);
