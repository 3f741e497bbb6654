SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: column a of table public.t changes its type
DROP VIEW public.v;

ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

-- is made again
CREATE VIEW public.v AS
 SELECT x.a
   FROM public.t x,
    public.t y;

ALTER VIEW public.v OWNER TO alice;

GRANT SELECT ON TABLE public.v TO reader;

GRANT UPDATE (a) ON TABLE public.v TO reader;

COMMIT;
