SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.t ADD COLUMN b public.d NOT NULL;

COMMIT;
