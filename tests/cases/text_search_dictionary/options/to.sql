CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = german);
CREATE TEXT SEARCH DICTIONARY "All Words" (TEMPLATE = simple, "accept" = 'false');
CREATE TEXT SEARCH DICTIONARY bare (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
COMMENT ON TEXT SEARCH DICTIONARY stems IS 'stems, and what is left out';
CREATE TEXT SEARCH DICTIONARY more (TEMPLATE = simple, ACCEPT = false, STOPWORDS = english);
