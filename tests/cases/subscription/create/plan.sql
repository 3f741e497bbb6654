SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- is not connected: make its slot at the publisher, then ENABLE it and REFRESH PUBLICATION by hand
-- :'publisher' stands nowhere here: psql takes it from -v publisher=…, whimbrel from the environment variable PUBLISHER
CREATE SUBSCRIPTION "With Variable" CONNECTION :'publisher' PUBLICATION a WITH (connect = false);

-- is not connected: make its slot at the publisher, then ENABLE it and REFRESH PUBLICATION by hand
-- :'subscription__news__connection' stands nowhere here: psql takes it from -v subscription__news__connection=…, whimbrel from the environment variable SUBSCRIPTION__NEWS__CONNECTION
CREATE SUBSCRIPTION news CONNECTION :'subscription__news__connection' PUBLICATION "B c", a WITH (connect = false, slot_name = NONE);

-- is not connected: make its slot at the publisher, then ENABLE it and REFRESH PUBLICATION by hand
-- :'subscription__other__connection' stands nowhere here: psql takes it from -v subscription__other__connection=…, whimbrel from the environment variable SUBSCRIPTION__OTHER__CONNECTION
CREATE SUBSCRIPTION other CONNECTION :'subscription__other__connection' PUBLICATION a WITH (connect = false, slot_name = 'a_slot', binary = true, streaming = on, synchronous_commit = 'remote_apply');

COMMIT;
