SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

COMMIT;
