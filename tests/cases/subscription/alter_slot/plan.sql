SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER SUBSCRIPTION news SET (slot_name = 'news');

ALTER SUBSCRIPTION t SET (slot_name = NONE);

ALTER SUBSCRIPTION u SET (slot_name = 'two');

COMMIT;
