CREATE FUNCTION f(a integer, b integer, c integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION g(a integer DEFAULT 0, b integer DEFAULT 5) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE VIEW v AS SELECT f(1, 1) AS f;
