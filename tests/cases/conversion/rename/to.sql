CREATE SCHEMA app;

-- @renamed from=public.latin
CREATE CONVERSION app.western FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE DEFAULT CONVERSION "Back Again" FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
COMMENT ON CONVERSION app.western IS 'from the west';
