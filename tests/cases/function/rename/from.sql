CREATE FUNCTION old_name(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE TABLE t (a integer DEFAULT old_name(1));
COMMENT ON FUNCTION old_name(integer) IS 'f';
