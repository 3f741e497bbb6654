SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER AGGREGATE public.total(integer) RENAME TO sum_of;

ALTER AGGREGATE public.moved(integer) SET SCHEMA app;

CREATE OR REPLACE AGGREGATE public.sum_of(integer) (
    SFUNC = public.add_up,
    STYPE = bigint,
    INITCOND = '2'
);

COMMIT;
