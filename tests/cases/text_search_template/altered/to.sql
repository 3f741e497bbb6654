CREATE TEXT SEARCH TEMPLATE like_simple (INIT = dsimple_init, LEXIZE = dispell_lexize);
CREATE TEXT SEARCH TEMPLATE "No Init" (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE like_simple IS 'simple again';
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = like_simple);
