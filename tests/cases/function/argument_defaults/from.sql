CREATE FUNCTION f(a integer, b integer DEFAULT 1, c integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION g(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE VIEW v AS SELECT f(1) AS f;
