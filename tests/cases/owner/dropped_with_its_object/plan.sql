SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- drops the table and its rows
-- @lossy table:public.t when EXISTS (SELECT FROM public.t)
DROP TABLE public.t;

COMMIT;
