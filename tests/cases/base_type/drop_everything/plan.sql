SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP VIEW public.v;

-- drops the table and its rows
-- @lossy table:public.t when EXISTS (SELECT FROM public.t)
DROP TABLE public.t;

DROP FUNCTION public.is_odd(public.number);

DROP DOMAIN public.small_number;

-- takes the functions along that the type is made of
-- takes columns of this type along
-- @lossy base_type:public.number when EXISTS (WITH RECURSIVE used(oid) AS (SELECT 'public.number' ::pg_catalog.regtype::pg_catalog.oid UNION SELECT m.made FROM used u JOIN (SELECT typelem, oid FROM pg_catalog.pg_type UNION ALL SELECT typbasetype, oid FROM pg_catalog.pg_type UNION ALL SELECT rngsubtype, rngtypid FROM pg_catalog.pg_range UNION ALL SELECT rngsubtype, rngmultitypid FROM pg_catalog.pg_range UNION ALL SELECT a.atttypid, c.reltype FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'c') m (of, made) ON m.of = u.oid) SELECT FROM used u JOIN pg_catalog.pg_attribute a ON a.atttypid = u.oid AND NOT a.attisdropped JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm'))
DROP TYPE public.number CASCADE;

COMMIT;
