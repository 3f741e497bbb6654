SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- its tables are as they were until REFRESH PUBLICATION is run by hand
ALTER SUBSCRIPTION "Named" SET PUBLICATION a, b WITH (refresh = false);

-- ends the replication; a slot that it has stays at the publisher and must be dropped there
-- @lossy subscription:"Without" when EXISTS (SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = pg_catalog.current_database() AND s.subname = 'Without' AND (s.subenabled OR EXISTS (SELECT FROM pg_catalog.pg_subscription_rel r WHERE r.srsubid = s.oid)))
ALTER SUBSCRIPTION "Without" DISABLE;

ALTER SUBSCRIPTION "Without" SET (slot_name = NONE);

DROP SUBSCRIPTION "Without";

-- is not connected: make its slot at the publisher, then ENABLE it and REFRESH PUBLICATION by hand
-- :'publisher' stands nowhere here: psql takes it from -v publisher=…, whimbrel from the environment variable PUBLISHER
CREATE SUBSCRIPTION "Without" CONNECTION :'publisher' PUBLICATION a WITH (connect = false);

COMMIT;
