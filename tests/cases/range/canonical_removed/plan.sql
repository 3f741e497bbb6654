SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: function public.day_range_canonical(public.day_range) goes; takes the functions along that the type is made of
-- takes columns of this type along
-- @lossy range:public.day_range when EXISTS (WITH RECURSIVE used(oid) AS (SELECT 'public.day_range' ::pg_catalog.regtype::pg_catalog.oid UNION SELECT m.made FROM used u JOIN (SELECT typelem, oid FROM pg_catalog.pg_type UNION ALL SELECT typbasetype, oid FROM pg_catalog.pg_type UNION ALL SELECT rngsubtype, rngtypid FROM pg_catalog.pg_range UNION ALL SELECT rngsubtype, rngmultitypid FROM pg_catalog.pg_range UNION ALL SELECT a.atttypid, c.reltype FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'c') m (of, made) ON m.of = u.oid) SELECT FROM used u JOIN pg_catalog.pg_attribute a ON a.atttypid = u.oid AND NOT a.attisdropped JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm'))
DROP TYPE public.day_range CASCADE;

-- is made again
CREATE TYPE public.day_range AS RANGE (SUBTYPE = date);

COMMENT ON TYPE public.day_range IS 'days';

COMMIT;
