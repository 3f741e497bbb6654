SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE CAST (bigint AS double precision[]) WITH INOUT;

CREATE CAST (character varying AS public.mood) WITH INOUT AS IMPLICIT;

CREATE CAST (integer AS public.pair) WITH FUNCTION public.pair_of(integer);

CREATE CAST (oid AS real) WITHOUT FUNCTION;

CREATE CAST (public.mood AS integer) WITH FUNCTION public.number_of(public.mood) AS ASSIGNMENT;

CREATE CAST (public.pair AS text) WITH INOUT AS ASSIGNMENT;

CREATE VIEW public.v AS
 SELECT (1)::public.pair AS p,
    ('ok'::character varying)::public.mood AS m;

COMMENT ON CAST (integer AS public.pair) IS 'twice the same';

COMMIT;
