CREATE TRUSTED LANGUAGE a HANDLER plpgsql_call_handler;
CREATE TRUSTED LANGUAGE b HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE LANGUAGE e HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
CREATE FUNCTION f() RETURNS integer LANGUAGE a AS $$BEGIN RETURN 1; END$$;
CREATE FUNCTION handler() RETURNS language_handler LANGUAGE internal AS 'trigger_in';
CREATE LANGUAGE d HANDLER handler;
