SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER MATERIALIZED VIEW public.m RENAME TO summary;

ALTER TYPE public.mood ADD VALUE 'so so' AFTER 'sad';

COMMIT;

BEGIN;

CREATE OR REPLACE FUNCTION public.f(a integer)
RETURNS integer
LANGUAGE sql
STABLE COST 7
AS $function$SELECT $1 * 1$function$;

ALTER TABLE public.t ADD COLUMN more text;

ALTER TABLE public.t ALTER COLUMN feels SET DEFAULT 'happy'::public.mood;

ALTER TABLE public.t ALTER COLUMN n SET DEFAULT public.f(2);

CREATE OR REPLACE VIEW public.v AS
 SELECT t.id,
    t.feels,
    t.more
   FROM public.t;

CREATE OR REPLACE VIEW public.w AS
 SELECT v.id
   FROM public.v
  WHERE (v.id > 0);

COMMIT;
