CREATE TEXT SEARCH TEMPLATE a (INIT = dsimple_init, LEXIZE = dsimple_lexize);
