CREATE TABLE t (a integer, b integer);
CREATE INDEX two ON t (a);
CREATE TYPE three AS (x integer);
CREATE FUNCTION f(three) RETURNS integer LANGUAGE sql AS 'SELECT 1';
-- @renamed from=was
CREATE TABLE is_now (a integer);
