CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION t() RETURNS TABLE (a integer, b text) LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION o(OUT a integer, OUT b integer) LANGUAGE sql AS 'SELECT 1, 2';
CREATE TABLE x (n integer DEFAULT f());
