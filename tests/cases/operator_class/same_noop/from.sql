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

CREATE OPERATOR CLASS pair_ops DEFAULT FOR TYPE pair USING btree AS
  OPERATOR 1 <<<, OPERATOR 2 <<<=, OPERATOR 3 ===, OPERATOR 4 >>>=, OPERATOR 5 >>>, FUNCTION 1 pair_cmp(pair, pair);
COMMENT ON OPERATOR CLASS pair_ops USING btree IS 'by the first';
COMMENT ON OPERATOR FAMILY pair_ops USING btree IS 'its family';
CREATE TABLE t (p pair);
CREATE INDEX t_p ON t (p pair_ops);
