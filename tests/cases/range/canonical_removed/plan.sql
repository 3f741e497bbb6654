SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: function public.day_range_canonical(public.day_range) goes; takes the functions along that the type is made of
-- takes columns of this type along
-- @lossy range:public.day_range when EXISTS (WITH RECURSIVE used(oid) AS (SELECT 'public.day_range' ::pg_catalog.regtype::pg_catalog.oid UNION SELECT t.oid FROM used u JOIN pg_catalog.pg_type t ON t.typelem = u.oid OR t.typbasetype = u.oid OR t.typrelid IN (SELECT a.attrelid FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid WHERE a.atttypid = u.oid AND c.relkind = 'c')) SELECT FROM used u JOIN pg_catalog.pg_attribute a ON a.atttypid = u.oid AND NOT a.attisdropped JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm'))
DROP TYPE public.day_range CASCADE;

-- is made again
CREATE TYPE public.day_range AS RANGE (SUBTYPE = date);

COMMENT ON TYPE public.day_range IS 'days';

COMMIT;
