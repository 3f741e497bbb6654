CREATE LANGUAGE other HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE FUNCTION plain() RETURNS integer LANGUAGE other AS 'BEGIN RETURN 1; END';
