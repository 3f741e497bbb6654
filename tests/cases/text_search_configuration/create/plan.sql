SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TEXT SEARCH DICTIONARY public.stems (TEMPLATE = pg_catalog.snowball, language = 'english');

CREATE TEXT SEARCH CONFIGURATION public.empty (PARSER = pg_catalog."default");

CREATE TEXT SEARCH CONFIGURATION public."My Search" (PARSER = pg_catalog."default");

ALTER TEXT SEARCH CONFIGURATION public."My Search" ADD MAPPING FOR asciiword, word WITH public.stems, pg_catalog.simple;

ALTER TEXT SEARCH CONFIGURATION public."My Search" ADD MAPPING FOR numword, host, sfloat, version, hword_numpart, numhword, url_path, file, "float", "int", uint WITH pg_catalog.simple;

ALTER TEXT SEARCH CONFIGURATION public."My Search" ADD MAPPING FOR hword_part, hword_asciipart, asciihword, hword WITH pg_catalog.english_stem;

CREATE TABLE public.docs (
    body text,
    found tsvector GENERATED ALWAYS AS (to_tsvector('public."My Search"'::regconfig, body)) STORED
);

-- builds an index
CREATE INDEX docs_body ON public.docs USING gin (to_tsvector('public."My Search"'::regconfig, body));

COMMENT ON TEXT SEARCH CONFIGURATION public."My Search" IS 'no addresses';

COMMIT;
