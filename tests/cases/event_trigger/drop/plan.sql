SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP EVENT TRIGGER guard;

CREATE TABLE public.b (
    id integer
);

-- drops the table and its rows
-- @lossy table:public.a when EXISTS (SELECT FROM public.a)
DROP TABLE public.a;

COMMIT;
