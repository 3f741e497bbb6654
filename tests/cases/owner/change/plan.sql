SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER SCHEMA app OWNER TO "Bob Q";

ALTER FUNCTION app.f(integer) OWNER TO "Bob Q";

ALTER MATERIALIZED VIEW app.m OWNER TO "Bob Q";

ALTER TYPE app.mood OWNER TO "Bob Q";

ALTER PROCEDURE app.p() OWNER TO "Bob Q";

ALTER TYPE app.pair OWNER TO "Bob Q";

ALTER DOMAIN app.positive OWNER TO "Bob Q";

ALTER SEQUENCE app.s OWNER TO "Bob Q";

ALTER TABLE app.t OWNER TO "Bob Q";

ALTER VIEW app.v OWNER TO "Bob Q";

COMMIT;
