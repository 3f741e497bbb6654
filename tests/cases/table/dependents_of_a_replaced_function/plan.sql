SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: function public.number(integer) goes
ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT;

CREATE FUNCTION public.number(step integer, base integer DEFAULT 1)
RETURNS integer
LANGUAGE sql
IMMUTABLE
AS $function$SELECT $1 + $2$function$;

CREATE OR REPLACE FUNCTION public.text_of(integer)
RETURNS text
LANGUAGE sql
IMMUTABLE
AS $function$SELECT $1::text || ''$function$;

-- comes back below: column b of table public.t is made again
DROP VIEW public.v;

-- comes back below: function public.number(integer) goes
ALTER TABLE public.t DROP COLUMN b;

-- comes back below: function public.number(integer) goes
DROP INDEX public.t_number;

-- comes back below: function public.number(integer) goes
ALTER TABLE public.t DROP CONSTRAINT t_id_check;

DROP FUNCTION public.number(integer);

-- is made again; checks every row
ALTER TABLE public.t ADD CONSTRAINT t_id_check CHECK ((public.number(id) > 0));

-- is made again; builds an index
CREATE INDEX t_number ON public.t USING btree (public.number(id));

ALTER TABLE public.t ALTER COLUMN a SET DEFAULT public.number(1);

-- computes the column for every row
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (public.number(id)) STORED;

-- is made again; builds an index
CREATE INDEX t_b ON public.t USING btree (b);

-- is made again
CREATE VIEW public.v AS
 SELECT t.b
   FROM public.t;

COMMENT ON COLUMN public.t.b IS 'comes back';

COMMIT;
