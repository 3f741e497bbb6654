SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER PUBLICATION p SET (publish = 'insert, update', publish_via_partition_root = true);

ALTER PUBLICATION q SET (publish = 'truncate', publish_via_partition_root = false);

COMMIT;
