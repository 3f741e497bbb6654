SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TYPE public.day_range;

CREATE FUNCTION public.day_range_canonical(public.day_range)
RETURNS public.day_range
LANGUAGE internal
IMMUTABLE STRICT
AS $function$daterange_canonical$function$;

CREATE TYPE public.day_range AS RANGE (SUBTYPE = date, CANONICAL = public.day_range_canonical);

COMMENT ON FUNCTION public.day_range_canonical(public.day_range) IS 'closed-open';

COMMENT ON TYPE public.day_range IS 'days';

ALTER TABLE public.t ADD COLUMN d public.day_range;

COMMIT;
