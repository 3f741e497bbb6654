CREATE TYPE pair AS (b text, a integer);
CREATE FUNCTION make_pair() RETURNS pair LANGUAGE sql AS $$ SELECT NULL::public.pair $$;
