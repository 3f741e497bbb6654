SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

COMMENT ON SCHEMA public IS 'standard public schema';

GRANT USAGE ON SCHEMA public TO PUBLIC;

ALTER SCHEMA public OWNER TO pg_database_owner;

COMMIT;
