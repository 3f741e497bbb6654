SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.old_name RENAME TO new_name;

ALTER TABLE public.new_name RENAME COLUMN a TO b;

COMMIT;
