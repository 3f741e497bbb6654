CREATE SCHEMA app;

-- @renamed from=public.like_simple
CREATE TEXT SEARCH TEMPLATE app.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH TEMPLATE "No Init" (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app.plain IS 'simple again';
