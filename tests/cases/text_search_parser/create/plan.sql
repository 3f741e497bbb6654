SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TEXT SEARCH PARSER public."No Headline" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);

CREATE TEXT SEARCH PARSER public.words (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline, LEXTYPES = prsd_lextype);

COMMENT ON TEXT SEARCH PARSER public.words IS 'as the default';

COMMIT;
