SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.t ALTER COLUMN s DROP DEFAULT;

COMMENT ON TYPE public.span IS NULL;

DROP VIEW public.v;

DROP FUNCTION public.width(public.span);

ALTER TYPE public.span RENAME TO span_whimbrel_aside;

ALTER FUNCTION public.span(integer, integer) RENAME TO span_whimbrel_aside;

ALTER FUNCTION public.span(integer, integer, text) RENAME TO span_whimbrel_aside;

ALTER TYPE public.span_multirange RENAME TO span_whimbrel_aside_multirange;

ALTER FUNCTION public.span_multirange() RENAME TO span_whimbrel_aside_multirange;

ALTER FUNCTION public.span_multirange(public.span_whimbrel_aside) RENAME TO span_whimbrel_aside_multirange;

ALTER FUNCTION public.span_multirange(public.span_whimbrel_aside[]) RENAME TO span_whimbrel_aside_multirange;

CREATE TYPE public.span AS RANGE (SUBTYPE = bigint);

CREATE FUNCTION public.width(public.span)
RETURNS integer
LANGUAGE sql
AS $function$SELECT 1$function$;

COMMENT ON TYPE public.span IS 's';

-- rewrites the table
-- values go over by their text; one that the new type lacks makes this fail
ALTER TABLE public.t ALTER COLUMN m TYPE public.span_multirange USING m::text::public.span_multirange;

-- rewrites the table
-- values go over by their text; one that the new type lacks makes this fail
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::text::public.span;

CREATE VIEW public.v AS
 SELECT lower(t.s) AS low
   FROM public.t;

ALTER TABLE public.t ALTER COLUMN s SET DEFAULT public.span((1)::bigint, (2)::bigint);

DROP TYPE public.span_whimbrel_aside;

COMMIT;
