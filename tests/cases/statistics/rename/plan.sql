SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER STATISTICS public.asked SET SCHEMA stats;

ALTER STATISTICS stats.asked RENAME TO answered;

ALTER STATISTICS public.old RENAME TO new;

COMMIT;
