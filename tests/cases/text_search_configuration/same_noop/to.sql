CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION "My Search" (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION "My Search" ALTER MAPPING FOR asciiword, word WITH stems, simple;
ALTER TEXT SEARCH CONFIGURATION "My Search" DROP MAPPING FOR url, email;
CREATE TEXT SEARCH CONFIGURATION empty (PARSER = "default");
COMMENT ON TEXT SEARCH CONFIGURATION "My Search" IS 'no addresses';
CREATE TABLE docs (body text, found tsvector GENERATED ALWAYS AS (to_tsvector('"My Search"'::regconfig, body)) STORED);
CREATE INDEX docs_body ON docs USING gin (to_tsvector('"My Search"'::regconfig, body));
