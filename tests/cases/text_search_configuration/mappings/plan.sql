SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TEXT SEARCH CONFIGURATION public."My Search" DROP MAPPING FOR "float", "int";

ALTER TEXT SEARCH CONFIGURATION public."My Search" ALTER MAPPING FOR asciiword, word WITH pg_catalog.simple, public.stems;

ALTER TEXT SEARCH CONFIGURATION public."My Search" ADD MAPPING FOR email WITH pg_catalog.simple;

ALTER TEXT SEARCH CONFIGURATION public.empty ADD MAPPING FOR word WITH pg_catalog.simple;

COMMIT;
