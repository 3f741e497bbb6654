CREATE LANGUAGE own HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE FUNCTION plain() RETURNS integer LANGUAGE own AS 'BEGIN RETURN 1; END';
CREATE TRANSFORM FOR integer LANGUAGE own (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE FUNCTION turned(integer) RETURNS integer TRANSFORM FOR TYPE integer LANGUAGE own AS 'BEGIN RETURN 1; END';
