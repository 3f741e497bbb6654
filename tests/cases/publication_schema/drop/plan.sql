SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER PUBLICATION p DROP TABLES IN SCHEMA "Other";

DROP SCHEMA gone;

COMMIT;
