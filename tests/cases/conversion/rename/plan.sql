SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER CONVERSION public.latin SET SCHEMA app;

ALTER CONVERSION app.latin RENAME TO western;

COMMIT;
