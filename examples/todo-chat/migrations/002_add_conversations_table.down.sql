-- 002_add_conversations_table (down)
-- written by whimbrel 0.1.0 when the folder was adopted, and proven

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- drops the table and its rows
-- @lossy table:public.conversations when EXISTS (SELECT FROM public.conversations)
DROP TABLE public.conversations;

COMMIT;
