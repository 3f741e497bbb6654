SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE SCHEMA public;

ALTER SCHEMA public OWNER TO pg_database_owner;

GRANT USAGE ON SCHEMA public TO PUBLIC;

COMMENT ON SCHEMA public IS 'standard public schema';

COMMIT;
