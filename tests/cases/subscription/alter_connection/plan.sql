SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- :'two' stands nowhere here: psql takes it from -v two=…, whimbrel from the environment variable TWO
ALTER SUBSCRIPTION news CONNECTION :'two';

COMMIT;
