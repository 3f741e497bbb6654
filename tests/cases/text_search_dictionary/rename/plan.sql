SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TEXT SEARCH DICTIONARY public.stems SET SCHEMA app;

ALTER TEXT SEARCH DICTIONARY app.stems RENAME TO roots;

COMMIT;
