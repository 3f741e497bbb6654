CREATE DOMAIN name AS text CONSTRAINT filled CHECK (VALUE > '');
COMMENT ON DOMAIN name IS 'the name';
COMMENT ON CONSTRAINT filled ON DOMAIN name IS 'not empty';
