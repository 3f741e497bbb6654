CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de');
COMMENT ON COLLATION german IS 'german';
CREATE TABLE people (id integer, name text COLLATE german DEFAULT 'x');
CREATE INDEX people_name ON people (name);
CREATE VIEW names AS SELECT name FROM people ORDER BY name COLLATE german;
CREATE DOMAIN word AS text COLLATE german;
