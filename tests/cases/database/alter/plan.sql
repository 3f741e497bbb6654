SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.t ADD COLUMN note text;

DO $database$BEGIN EXECUTE pg_catalog.format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('REVOKE CONNECT ON DATABASE %I FROM writer', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('REVOKE GRANT OPTION FOR CREATE ON DATABASE %I FROM reader', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('GRANT CREATE ON DATABASE %I TO writer', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('ALTER DATABASE %I CONNECTION LIMIT 30', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('COMMENT ON DATABASE %I IS ''two''', pg_catalog.current_database()); END$database$;

COMMIT;
