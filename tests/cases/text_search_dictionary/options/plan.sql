SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TEXT SEARCH DICTIONARY public.bare (stopwords = 'english');

ALTER TEXT SEARCH DICTIONARY public.more (accept = 'false', stopwords = 'english');

ALTER TEXT SEARCH DICTIONARY public.stems (stopwords, language = 'german');

COMMIT;
