SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- its tables are as they were until REFRESH PUBLICATION is run by hand
ALTER SUBSCRIPTION news SET PUBLICATION b, c WITH (refresh = false);

ALTER SUBSCRIPTION news SET (slot_name = 'other', binary = true, streaming = on, synchronous_commit = 'local');

ALTER SUBSCRIPTION t SET (binary = false, streaming = off);

COMMIT;
