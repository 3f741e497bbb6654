CREATE SCHEMA app;

CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = english);
-- @renamed from=public."My Search"
CREATE TEXT SEARCH CONFIGURATION app.searching (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION app.searching ALTER MAPPING FOR asciiword, word WITH stems, simple;
ALTER TEXT SEARCH CONFIGURATION app.searching DROP MAPPING FOR url, email;
CREATE TEXT SEARCH CONFIGURATION empty (PARSER = "default");
COMMENT ON TEXT SEARCH CONFIGURATION app.searching IS 'no addresses';
CREATE TABLE docs (body text, found tsvector GENERATED ALWAYS AS (to_tsvector('app.searching'::regconfig, body)) STORED);
CREATE INDEX docs_body ON docs USING gin (to_tsvector('app.searching'::regconfig, body));
