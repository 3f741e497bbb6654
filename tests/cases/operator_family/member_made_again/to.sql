CREATE FUNCTION cmp48(a integer, b bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE FUNCTION lt48(integer, bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR <<< (FUNCTION = lt48, LEFTARG = integer, RIGHTARG = bigint, COMMUTATOR = >>>);
CREATE FUNCTION gt84(bigint, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR >>> (FUNCTION = gt84, LEFTARG = bigint, RIGHTARG = integer, COMMUTATOR = <<<);
CREATE OPERATOR FAMILY mixed USING btree;
CREATE OPERATOR FAMILY "Odd One" USING hash;
COMMENT ON OPERATOR FAMILY mixed USING btree IS 'numbers of two widths';

ALTER OPERATOR FAMILY mixed USING btree ADD OPERATOR 1 <<< (integer, bigint), OPERATOR 5 > (integer, bigint), FUNCTION 1 (integer, bigint) cmp48(integer, bigint);
