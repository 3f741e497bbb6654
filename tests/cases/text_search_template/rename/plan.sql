SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TEXT SEARCH TEMPLATE public.like_simple SET SCHEMA app;

ALTER TEXT SEARCH TEMPLATE app.like_simple RENAME TO plain;

COMMIT;
