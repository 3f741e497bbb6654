SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TYPE public.line ADD ATTRIBUTE price numeric;

ALTER TABLE public.orders ADD COLUMN price numeric;

-- comes back below: function public.all_lines() is made again
DROP VIEW public.texts;

-- comes back below: function public.latest() is made again
DROP VIEW public.uses_latest;

-- comes back below: view public.lines is made again
DROP FUNCTION public.all_lines();

DROP FUNCTION public.latest();

CREATE FUNCTION public.latest(OUT item text, OUT quantity integer, OUT price numeric)
RETURNS record
LANGUAGE sql
STABLE
AS $function$SELECT item, quantity, price FROM public.orders LIMIT 1$function$;

-- is made again
CREATE VIEW public.uses_latest AS
 SELECT latest.item
   FROM public.latest() latest(item, quantity, price);

-- comes back below: view public.lines is made again
DROP FUNCTION public.one_line(public.lines);

DROP VIEW public.lines;

CREATE VIEW public.lines AS
 SELECT orders.item,
    orders.price
   FROM public.orders;

-- is made again
CREATE FUNCTION public.all_lines()
RETURNS SETOF public.lines
LANGUAGE sql
STABLE
AS $function$SELECT item, price FROM public.orders$function$;

-- is made again
CREATE FUNCTION public.one_line(public.lines)
RETURNS text
LANGUAGE sql
IMMUTABLE
AS $function$SELECT ($1).item$function$;

-- is made again
CREATE VIEW public.texts AS
 SELECT public.one_line(l.*) AS text
   FROM public.all_lines() l(item, price);

GRANT EXECUTE ON FUNCTION public.all_lines() TO reader;

COMMENT ON FUNCTION public.all_lines() IS 'comes back';

COMMIT;
