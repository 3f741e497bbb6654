CREATE FUNCTION apart(a time, b time) RETURNS double precision LANGUAGE sql STRICT IMMUTABLE AS 'SELECT EXTRACT(EPOCH FROM (a - b))::double precision';
CREATE TYPE time_range AS RANGE (SUBTYPE = time, SUBTYPE_DIFF = apart);
CREATE TYPE span AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = "Spans");
CREATE TYPE words AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = "C");
CREATE TYPE bare AS RANGE (SUBTYPE = integer);
CREATE TABLE shifts (during time_range NOT NULL, rests time_multirange, EXCLUDE USING gist (during WITH &&));
CREATE TABLE lengths (l span DEFAULT span(1, 2), many "Spans", list words[]);
COMMENT ON TYPE time_range IS 'part of a day';
