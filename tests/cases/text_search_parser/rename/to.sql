CREATE SCHEMA app;

-- @renamed from=public.words
CREATE TEXT SEARCH PARSER app.tokens (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH PARSER "No Headline" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
COMMENT ON TEXT SEARCH PARSER app.tokens IS 'as the default';
CREATE TEXT SEARCH CONFIGURATION c (PARSER = app.tokens);
