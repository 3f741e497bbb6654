CREATE TYPE pair AS (a integer, b integer);
CREATE FUNCTION pair_lt(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a < $2.a';
CREATE FUNCTION pair_ge(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a >= $2.a';
CREATE FUNCTION pair_gt(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a > $2.a';
CREATE FUNCTION pair_le(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a <= $2.a';
CREATE FUNCTION pair_eq(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a = $2.a';
CREATE FUNCTION pair_cmp(pair, pair) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.a - $2.a';
CREATE FUNCTION pair_turned(pair) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT $1';

CREATE OPERATOR <<< (FUNCTION = pair_lt, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = >>>, NEGATOR = >>>=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR >>>= (FUNCTION = pair_ge, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = <<<=, NEGATOR = <<<, RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR >>> (FUNCTION = pair_gt, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = <<<, NEGATOR = <<<=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR <<<= (FUNCTION = pair_le, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = >>>=, NEGATOR = >>>);
CREATE OPERATOR === (FUNCTION = pair_eq, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = ===, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR !@ (FUNCTION = pair_turned, RIGHTARG = pair);
COMMENT ON OPERATOR <<< (pair, pair) IS 'before';
COMMENT ON OPERATOR !@ (NONE, pair) IS 'turned';

CREATE OPERATOR FAMILY one USING btree;
CREATE OPERATOR FAMILY two USING btree;
CREATE OPERATOR CLASS a FOR TYPE pair USING btree FAMILY one AS OPERATOR 1 <<<, FUNCTION 1 pair_cmp(pair, pair);
CREATE OPERATOR CLASS b FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(integer);
CREATE OPERATOR CLASS c FOR TYPE polygon USING gist AS OPERATOR 3 &&, OPERATOR 15 <-> (polygon, point) FOR ORDER BY float_ops, STORAGE box;
