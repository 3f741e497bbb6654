CREATE TABLE t (a integer, b integer);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS ' SELECT 1 ';
