SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TEXT SEARCH DICTIONARY public."All Words" (TEMPLATE = pg_catalog.simple, accept = 'false');

CREATE TEXT SEARCH DICTIONARY public.bare (TEMPLATE = pg_catalog.simple);

CREATE TEXT SEARCH DICTIONARY public.stems (TEMPLATE = pg_catalog.snowball, language = 'english', stopwords = 'english');

COMMENT ON TEXT SEARCH DICTIONARY public.stems IS 'stems, and what is left out';

COMMIT;
