SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE OPERATOR FAMILY public."Odd One" USING hash;

CREATE OPERATOR FAMILY public.mixed USING btree;

ALTER OPERATOR FAMILY public.mixed USING btree ADD OPERATOR 1 public.<<<(integer,bigint);

ALTER OPERATOR FAMILY public.mixed USING btree ADD OPERATOR 5 >(integer,bigint);

ALTER OPERATOR FAMILY public.mixed USING btree ADD FUNCTION 1 (integer, bigint) public.cmp48(integer,bigint);

COMMENT ON OPERATOR FAMILY public.mixed USING btree IS 'numbers of two widths';

COMMIT;
