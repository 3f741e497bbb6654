SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TYPE public.mood RENAME TO mood_whimbrel_aside;

CREATE TYPE public.mood AS ENUM ('b');

CREATE FUNCTION public.after()
RETURNS integer
LANGUAGE sql
AS $function$ SELECT 1 $function$;

CREATE FUNCTION public.before()
RETURNS integer
LANGUAGE sql
AS $function$ SELECT 1 $function$;

CREATE FUNCTION public.open()
RETURNS integer
LANGUAGE sql
AS $function$ SELECT 1 $function$;

CREATE TABLE public.after (
    a integer
);

CREATE TABLE public.before (
    a integer
);

CREATE TABLE public.owned (
    a integer
);

GRANT INSERT, SELECT ON TABLE public.after TO reader;

REVOKE EXECUTE ON FUNCTION public.after() FROM PUBLIC;

REVOKE INSERT, SELECT ON TABLE public.before FROM reader;

GRANT EXECUTE ON FUNCTION public.before() TO PUBLIC;

REVOKE USAGE ON TYPE public.mood FROM reader;

GRANT EXECUTE ON FUNCTION public.open() TO PUBLIC;

REVOKE INSERT, SELECT ON TABLE public.owned FROM reader;

ALTER TABLE public.owned OWNER TO reader;

-- comes back below: column a of table public.x changes its type
DROP VIEW public.v;

ALTER TABLE public.x ALTER COLUMN a TYPE bigint;

-- is made again
CREATE VIEW public.v AS
 SELECT l.a
   FROM public.x l,
    public.x r;

REVOKE INSERT, SELECT ON TABLE public.v FROM reader;

DROP TYPE public.mood_whimbrel_aside;

COMMIT;
