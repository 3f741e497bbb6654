CREATE SCHEMA app;
-- @renamed from=public.span_range
CREATE TYPE app."Range" AS RANGE (SUBTYPE = integer);
CREATE TABLE t (s app."Range" DEFAULT app."Range"(1, 2), m app."Range_multirange");
-- @renamed from=other
CREATE TYPE another AS RANGE (SUBTYPE = text, MULTIRANGE_TYPE_NAME = others);
COMMENT ON TYPE another IS $$o$$;
