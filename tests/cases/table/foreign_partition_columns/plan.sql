SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.p ADD COLUMN new text;

ALTER TABLE public.p ALTER COLUMN id TYPE bigint;

-- drops the column and its values
-- @lossy table:public.p/column:old when EXISTS (SELECT FROM ONLY public.p_here WHERE old IS NOT NULL)
ALTER TABLE public.p DROP COLUMN old;

COMMIT;
