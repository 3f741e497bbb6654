CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, LANGUAGE = english, STOPWORDS = english);
CREATE TEXT SEARCH DICTIONARY "All Words" (TEMPLATE = simple, "accept" = 'false');
CREATE TEXT SEARCH DICTIONARY bare (TEMPLATE = pg_catalog.simple);
COMMENT ON TEXT SEARCH DICTIONARY stems IS 'stems, and what is left out';
CREATE TEXT SEARCH DICTIONARY more (TEMPLATE = simple, STOPWORDS = english, ACCEPT = false);
