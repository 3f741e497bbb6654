SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- ends the replication; a slot that it has stays at the publisher and must be dropped there
-- @lossy subscription:news when EXISTS (SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = pg_catalog.current_database() AND s.subname = 'news' AND (s.subenabled OR EXISTS (SELECT FROM pg_catalog.pg_subscription_rel r WHERE r.srsubid = s.oid)))
ALTER SUBSCRIPTION news DISABLE;

ALTER SUBSCRIPTION news SET (slot_name = NONE);

DROP SUBSCRIPTION news;

-- ends the replication; a slot that it has stays at the publisher and must be dropped there
-- @lossy subscription:without when EXISTS (SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid WHERE d.datname = pg_catalog.current_database() AND s.subname = 'without' AND (s.subenabled OR EXISTS (SELECT FROM pg_catalog.pg_subscription_rel r WHERE r.srsubid = s.oid)))
ALTER SUBSCRIPTION without DISABLE;

ALTER SUBSCRIPTION without SET (slot_name = NONE);

DROP SUBSCRIPTION without;

COMMIT;
