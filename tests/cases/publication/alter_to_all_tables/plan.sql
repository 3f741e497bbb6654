SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP PUBLICATION p;

CREATE PUBLICATION p FOR ALL TABLES WITH (publish = 'insert');

COMMENT ON PUBLICATION p IS 'stays';

COMMIT;
