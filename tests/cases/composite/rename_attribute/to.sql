CREATE TYPE address AS (
    street text,
    "City" text -- @renamed from=town
);
CREATE TABLE people (id integer, home address);
COMMENT ON COLUMN address."City" IS 'where';
