CREATE DOMAIN title AS text CONSTRAINT filled CHECK (VALUE > '');
COMMENT ON DOMAIN title IS 'the name';
COMMENT ON CONSTRAINT filled ON DOMAIN title IS 'not empty';
