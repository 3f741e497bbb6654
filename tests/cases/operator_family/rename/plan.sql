SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER OPERATOR FAMILY public.mixed USING btree SET SCHEMA app;

ALTER OPERATOR FAMILY app.mixed USING btree RENAME TO numbers;

COMMIT;
