CREATE TYPE span AS RANGE (SUBTYPE = integer);
REVOKE EXECUTE ON FUNCTION span(integer, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION span_multirange() TO reader;
CREATE TYPE other AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = others);
GRANT EXECUTE ON FUNCTION others(other[]) TO reader WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION others(other) TO reader;
