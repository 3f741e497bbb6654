CREATE TYPE pair AS (a integer, b integer);
CREATE FUNCTION pair_lt(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a < $2.a';
CREATE FUNCTION pair_ge(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a >= $2.a';
CREATE FUNCTION pair_gt(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a > $2.a';
CREATE FUNCTION pair_le(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a <= $2.a';
CREATE FUNCTION pair_eq(pair, pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a = $2.a';
CREATE FUNCTION pair_cmp(pair, pair) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1.a - $2.a';
CREATE FUNCTION pair_turned(pair) RETURNS pair LANGUAGE sql IMMUTABLE AS 'SELECT $1';

CREATE OPERATOR <<< (FUNCTION = pair_lt, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = >>>);
CREATE OPERATOR >>> (FUNCTION = pair_gt, LEFTARG = pair, RIGHTARG = pair, COMMUTATOR = <<<);
COMMENT ON OPERATOR <<< (pair, pair) IS 'before';
CREATE VIEW v AS SELECT ROW(1, 2)::pair <<< ROW(2, 3)::pair AS less;
