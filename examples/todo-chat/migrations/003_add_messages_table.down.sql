-- 003_add_messages_table (down)
-- written by whimbrel 0.1.0 when the folder was adopted, and proven

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- drops the table and its rows
-- @lossy table:public.messages when EXISTS (SELECT FROM public.messages)
DROP TABLE public.messages;

COMMIT;
