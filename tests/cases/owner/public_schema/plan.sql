SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER SCHEMA public OWNER TO alice;

GRANT CREATE ON SCHEMA public TO PUBLIC;

COMMIT;
