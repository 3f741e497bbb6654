SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP PUBLICATION p;

DROP PUBLICATION q;

-- drops the table and its rows
-- @lossy table:public.u when EXISTS (SELECT FROM public.u)
DROP TABLE public.u;

COMMIT;
