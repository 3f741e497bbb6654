SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- drops the column and its values
-- @lossy table:public.t/column:a\b c when EXISTS (SELECT FROM public.t WHERE U&"a\\b\000Ac" IS NOT NULL)
ALTER TABLE public.t DROP COLUMN "a\b
c";

-- drops the table and its rows
-- @lossy table:public.U&"two\000Alines" when EXISTS (SELECT FROM public.U&"two\000Alines")
DROP TABLE public."two
lines";

COMMIT;
