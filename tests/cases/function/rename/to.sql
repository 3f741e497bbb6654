-- @renamed from=old_name
CREATE FUNCTION new_name(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a + 0';
CREATE TABLE t (a integer DEFAULT new_name(1));
COMMENT ON FUNCTION new_name(integer) IS 'f';
