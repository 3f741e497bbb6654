CREATE TYPE address AS (street text, city text);
COMMENT ON TYPE address IS 'where one lives';
COMMENT ON COLUMN address.city IS 'town';
