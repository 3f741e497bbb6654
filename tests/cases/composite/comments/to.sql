CREATE TYPE address AS (street text, city text, zip text);
COMMENT ON TYPE address IS 'where someone lives';
COMMENT ON COLUMN address.zip IS 'five digits';
