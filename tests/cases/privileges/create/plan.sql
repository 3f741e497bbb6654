SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

GRANT USAGE ON SCHEMA app TO reader;

GRANT EXECUTE ON FUNCTION app.f(integer) TO reader;

GRANT EXECUTE ON FUNCTION app.f(integer) TO writer;

REVOKE EXECUTE ON FUNCTION app.f(integer) FROM PUBLIC;

GRANT SELECT ON TABLE app.m TO reader;

REVOKE USAGE ON TYPE app.mood FROM PUBLIC;

GRANT EXECUTE ON PROCEDURE app.p() TO reader;

GRANT USAGE ON TYPE app.pair TO reader;

GRANT USAGE ON DOMAIN app.positive TO reader WITH GRANT OPTION;

GRANT SELECT, USAGE ON SEQUENCE app.s TO writer;

GRANT SELECT ON TABLE app.t TO reader;

GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE app.t TO writer;

GRANT SELECT, USAGE ON SEQUENCE app.t_n_seq TO writer;

GRANT SELECT, USAGE ON SEQUENCE app.t_u_seq TO writer;

GRANT SELECT ON TABLE app.v TO reader;

GRANT UPDATE (id) ON TABLE app.v TO writer;

COMMIT;
