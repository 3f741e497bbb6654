SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- drops the column and its values
-- @lossy table:public.t/column:b when EXISTS (SELECT FROM public.t WHERE b IS NOT NULL)
ALTER TABLE public.t DROP COLUMN b;

COMMIT;
