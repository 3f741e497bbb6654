SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE OPERATOR public.!@ (
    FUNCTION = public.pair_turned,
    RIGHTARG = public.pair
);

CREATE OPERATOR public.<<< (
    FUNCTION = public.pair_lt,
    LEFTARG = public.pair,
    RIGHTARG = public.pair,
    COMMUTATOR = OPERATOR(public.>>>),
    NEGATOR = OPERATOR(public.>>>=),
    RESTRICT = scalarltsel,
    JOIN = scalarltjoinsel
);

CREATE OPERATOR public.<<<= (
    FUNCTION = public.pair_le,
    LEFTARG = public.pair,
    RIGHTARG = public.pair,
    COMMUTATOR = OPERATOR(public.>>>=),
    NEGATOR = OPERATOR(public.>>>)
);

CREATE OPERATOR public.=== (
    FUNCTION = public.pair_eq,
    LEFTARG = public.pair,
    RIGHTARG = public.pair,
    COMMUTATOR = OPERATOR(public.===),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES,
    MERGES
);

CREATE OPERATOR public.>>> (
    FUNCTION = public.pair_gt,
    LEFTARG = public.pair,
    RIGHTARG = public.pair,
    COMMUTATOR = OPERATOR(public.<<<),
    NEGATOR = OPERATOR(public.<<<=),
    RESTRICT = scalargtsel,
    JOIN = scalargtjoinsel
);

CREATE OPERATOR public.>>>= (
    FUNCTION = public.pair_ge,
    LEFTARG = public.pair,
    RIGHTARG = public.pair,
    COMMUTATOR = OPERATOR(public.<<<=),
    NEGATOR = OPERATOR(public.<<<),
    RESTRICT = scalargesel,
    JOIN = scalargejoinsel
);

CREATE VIEW public.v AS
 SELECT (ROW(1, 2)::public.pair OPERATOR(public.<<<) ROW(2, 3)::public.pair) AS less;

COMMENT ON OPERATOR public.!@ (NONE, public.pair) IS 'turned';

COMMENT ON OPERATOR public.<<< (public.pair, public.pair) IS 'before';

COMMIT;
