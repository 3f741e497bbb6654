CREATE SCHEMA app;

-- @renamed from=public.stems
CREATE TEXT SEARCH DICTIONARY app.roots (TEMPLATE = snowball, LANGUAGE = english, STOPWORDS = english);
CREATE TEXT SEARCH DICTIONARY "All Words" (TEMPLATE = simple, "accept" = 'false');
CREATE TEXT SEARCH DICTIONARY bare (TEMPLATE = pg_catalog.simple);
COMMENT ON TEXT SEARCH DICTIONARY app.roots IS 'stems, and what is left out';
