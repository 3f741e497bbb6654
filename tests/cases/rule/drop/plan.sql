SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP RULE nothing ON public.t;

DROP RULE v_delete ON public.v;

-- drops the table and its rows
-- @lossy table:public.other when EXISTS (SELECT FROM public.other)
DROP TABLE public.other;

COMMIT;
