SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER SUBSCRIPTION news RENAME TO letters;

ALTER SUBSCRIPTION letters SET (slot_name = 'news');

COMMIT;
