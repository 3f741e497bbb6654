CREATE TYPE day_range;
CREATE FUNCTION day_range_canonical(day_range) RETURNS day_range LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
CREATE TYPE day_range AS RANGE (SUBTYPE = date, CANONICAL = day_range_canonical);

COMMENT ON TYPE day_range IS 'days';
COMMENT ON FUNCTION day_range_canonical(day_range) IS 'closed-open';
