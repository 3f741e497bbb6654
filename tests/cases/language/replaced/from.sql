CREATE LANGUAGE a HANDLER plpgsql_call_handler;
CREATE TRUSTED LANGUAGE b HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
CREATE LANGUAGE e HANDLER plpgsql_call_handler;
CREATE FUNCTION f() RETURNS integer LANGUAGE a AS $$BEGIN RETURN 1; END$$;
CREATE LANGUAGE d HANDLER plpgsql_call_handler;
