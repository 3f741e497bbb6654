SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER OPERATOR CLASS public.pair_ops USING btree SET SCHEMA app;

ALTER OPERATOR CLASS app.pair_ops USING btree RENAME TO ops_of_pairs;

COMMIT;
