SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE SCHEMA carol;

ALTER SCHEMA carol OWNER TO carol;

ALTER SCHEMA app OWNER TO bob;

COMMIT;
