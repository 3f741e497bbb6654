CREATE TRUSTED LANGUAGE pl_one HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE LANGUAGE "PL Two" HANDLER plpgsql_call_handler;
COMMENT ON LANGUAGE pl_one IS 'PL/pgSQL under another name';
CREATE FUNCTION f() RETURNS integer LANGUAGE pl_one AS $$BEGIN RETURN 1; END$$;
