CREATE SCHEMA app;

CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');
CREATE COLLATION careless (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE COLLATION plain (LOCALE = 'C');
CREATE COLLATION "Two Halves" (LC_COLLATE = 'C', LC_CTYPE = 'C.UTF-8');
COMMENT ON COLLATION german IS 'as in a telephone directory';
CREATE TABLE people (name text COLLATE german, nick text COLLATE careless UNIQUE, CHECK (name > 'a' COLLATE plain));
CREATE INDEX people_name ON people (name COLLATE "Two Halves");
