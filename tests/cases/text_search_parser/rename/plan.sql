SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TEXT SEARCH PARSER public.words SET SCHEMA app;

ALTER TEXT SEARCH PARSER app.words RENAME TO tokens;

COMMIT;
