SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER PUBLICATION p RENAME TO q;

COMMIT;
