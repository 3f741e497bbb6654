CREATE COLLATION ruled (PROVIDER = icu, LOCALE = 'de', RULES = '&V << w <<< W');
CREATE COLLATION other (PROVIDER = icu, LOCALE = 'de');
