CREATE TEXT SEARCH TEMPLATE like_simple (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH TEMPLATE "No Init" (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE like_simple IS 'simple again';
