CREATE TYPE day_range AS RANGE (SUBTYPE = date);
COMMENT ON TYPE day_range IS 'days';
