SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DO $database$BEGIN EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO "Odd ""one"""', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO reader', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('GRANT CREATE ON DATABASE %I TO writer WITH GRANT OPTION', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format('ALTER DATABASE %I CONNECTION LIMIT 20', pg_catalog.current_database()); END$database$;

DO $database$BEGIN EXECUTE pg_catalog.format(E'COMMENT ON DATABASE %I IS E''It''''s 100%% \\\\ours''', pg_catalog.current_database()); END$database$;

COMMIT;
