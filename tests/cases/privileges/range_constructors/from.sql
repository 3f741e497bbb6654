CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE TYPE other AS RANGE (SUBTYPE = integer);
REVOKE EXECUTE ON FUNCTION other(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION other_multirange(other[]) TO reader;
