CREATE TABLE t (a integer, b integer);
CREATE INDEX one ON t (a);
CREATE TYPE two AS (x integer);
CREATE FUNCTION f(two) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE was (a integer);
