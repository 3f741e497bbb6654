SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER PUBLICATION p DROP TABLE ONLY public.u;

-- drops the table and its rows
-- @lossy table:public.v when EXISTS (SELECT FROM public.v)
DROP TABLE public.v;

COMMIT;
