SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER COLLATION public.german SET SCHEMA app;

ALTER COLLATION app.german RENAME TO germanic;

COMMIT;
