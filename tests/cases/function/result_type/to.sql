CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE FUNCTION t() RETURNS TABLE (a integer, b text, c text) LANGUAGE sql AS $$ SELECT 1, 'x', 'y' $$;
CREATE FUNCTION o(OUT a integer, OUT c integer) LANGUAGE sql AS 'SELECT 1, 2';
CREATE TABLE x (n integer DEFAULT f());
