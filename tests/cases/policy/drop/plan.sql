SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP POLICY read ON public.docs;

-- drops the table and its rows
-- @lossy table:public.other when EXISTS (SELECT FROM public.other)
DROP TABLE public.other;

COMMIT;
