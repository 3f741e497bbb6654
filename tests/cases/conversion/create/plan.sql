SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE DEFAULT CONVERSION public."Back Again" FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;

CREATE CONVERSION public.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;

COMMENT ON CONVERSION public.latin IS 'from the west';

COMMIT;
