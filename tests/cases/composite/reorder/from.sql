CREATE TYPE pair AS (a integer, b text);
CREATE FUNCTION make_pair() RETURNS pair LANGUAGE sql AS $$ SELECT NULL::public.pair $$;
