SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE OR REPLACE AGGREGATE public.smallest(integer) (
    SFUNC = int4smaller,
    STYPE = integer,
    SORTOP = OPERATOR(pg_catalog.<)
);

CREATE OR REPLACE AGGREGATE public.total(integer) (
    SFUNC = public.add_up,
    STYPE = bigint,
    SSPACE = 8,
    COMBINEFUNC = public.put_together,
    INITCOND = '1',
    PARALLEL = SAFE
);

COMMIT;
