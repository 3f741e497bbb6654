CREATE FUNCTION f(a text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION g(a text) RETURNS boolean LANGUAGE sql SUPPORT pg_catalog.textlike_support AS 'SELECT true';
