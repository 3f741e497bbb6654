SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER OPERATOR FAMILY public.mixed USING btree DROP OPERATOR 1 (integer, bigint);

ALTER OPERATOR FAMILY public.mixed USING btree DROP OPERATOR 5 (integer, bigint);

ALTER OPERATOR FAMILY public.mixed USING btree DROP FUNCTION 1 (integer, bigint);

ALTER OPERATOR FAMILY public.mixed USING btree ADD OPERATOR 5 >=(integer,bigint);

ALTER OPERATOR FAMILY public.mixed USING btree ADD FUNCTION 1 (integer, bigint) btint48cmp(integer,bigint);

COMMIT;
