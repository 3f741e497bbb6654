SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- PostgreSQL refuses it while the subscription is enabled
ALTER SUBSCRIPTION news SET (two_phase = true);

-- its tables are as they were until REFRESH PUBLICATION is run by hand
ALTER SUBSCRIPTION t SET PUBLICATION a, b WITH (refresh = false);

-- PostgreSQL refuses it while the subscription is enabled
ALTER SUBSCRIPTION t SET (two_phase = true);

ALTER SUBSCRIPTION t SET (binary = true);

COMMIT;
