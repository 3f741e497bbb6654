CREATE DOMAIN code AS text COLLATE "C";
CREATE TABLE items (code code);
