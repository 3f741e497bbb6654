SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- drops the table and its rows
-- @lossy table:public.p when EXISTS (SELECT FROM ONLY public.p_here)
DROP TABLE public.p;

COMMIT;
