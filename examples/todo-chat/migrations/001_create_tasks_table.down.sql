-- 001_create_tasks_table (down)
-- written by whimbrel 0.1.0 when the folder was adopted, and proven

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- drops the table and its rows
-- @lossy table:public.tasks when EXISTS (SELECT FROM public.tasks)
DROP TABLE public.tasks;

COMMIT;
