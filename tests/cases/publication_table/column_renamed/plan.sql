SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.t RENAME COLUMN c TO d;

COMMIT;
