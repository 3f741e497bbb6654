CREATE SCHEMA app;
CREATE TYPE span_range AS RANGE (SUBTYPE = integer);
CREATE TABLE t (s span_range DEFAULT span_range(1, 2), m span_multirange);
CREATE TYPE other AS RANGE (SUBTYPE = text, MULTIRANGE_TYPE_NAME = others);
COMMENT ON TYPE other IS $$o$$;
