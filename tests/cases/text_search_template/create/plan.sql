SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TEXT SEARCH TEMPLATE public."No Init" (LEXIZE = dsimple_lexize);

CREATE TEXT SEARCH TEMPLATE public.like_simple (INIT = dsimple_init, LEXIZE = dsimple_lexize);

COMMENT ON TEXT SEARCH TEMPLATE public.like_simple IS 'simple again';

COMMIT;
