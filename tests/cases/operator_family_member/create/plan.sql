SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD FUNCTION 1 (integer, public.width) public.cmp(integer,public.width);

ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD FUNCTION 4 (public.width, public.width) btequalimage(oid);

ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD OPERATOR 1 public.<(integer,public.width);

ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD OPERATOR 3 public.=(integer,public.width);

COMMIT;
