CREATE DOMAIN code AS text;
CREATE TABLE items (code code);
