-- @renamed from=pl_one
CREATE TRUSTED LANGUAGE pl_first HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE LANGUAGE "PL Two" HANDLER plpgsql_call_handler;
COMMENT ON LANGUAGE pl_first IS 'PL/pgSQL under another name';
CREATE FUNCTION f() RETURNS integer LANGUAGE pl_first AS $$BEGIN RETURN 1; END$$;
