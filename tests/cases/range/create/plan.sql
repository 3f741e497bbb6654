SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TYPE public.bare AS RANGE (SUBTYPE = integer);

CREATE TYPE public.span AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = public."Spans");

CREATE TYPE public.words AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = pg_catalog.text_pattern_ops, COLLATION = pg_catalog."C");

CREATE FUNCTION public.apart(a time without time zone, b time without time zone)
RETURNS double precision
LANGUAGE sql
IMMUTABLE STRICT
AS $function$SELECT EXTRACT(EPOCH FROM (a - b))::double precision$function$;

CREATE TYPE public.time_range AS RANGE (SUBTYPE = time without time zone, SUBTYPE_DIFF = public.apart);

CREATE TABLE public.lengths (
    l public.span DEFAULT public.span((1)::double precision, (2)::double precision),
    many public."Spans",
    list public.words[]
);

CREATE TABLE public.shifts (
    during public.time_range NOT NULL,
    rests public.time_multirange,
    CONSTRAINT shifts_during_excl EXCLUDE USING gist (during WITH &&)
);

COMMENT ON TYPE public.time_range IS 'part of a day';

COMMIT;
