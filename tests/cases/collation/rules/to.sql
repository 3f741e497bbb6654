CREATE COLLATION ruled (PROVIDER = icu, LOCALE = 'de', RULES = '&a < g');
CREATE COLLATION other (PROVIDER = icu, LOCALE = 'de', RULES = '&a < g');
COMMENT ON COLLATION other IS 'o';
