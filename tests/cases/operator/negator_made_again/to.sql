CREATE FUNCTION eq(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION ne(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
CREATE OPERATOR ~~~ (FUNCTION = eq, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = ~~~);
CREATE OPERATOR !== (FUNCTION = ne, LEFTARG = integer, RIGHTARG = integer, NEGATOR = ~~~);
