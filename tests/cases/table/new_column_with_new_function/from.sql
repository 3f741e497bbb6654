CREATE TABLE t (id integer);
CREATE FUNCTION b() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE u (id integer, gone integer DEFAULT b());
CREATE VIEW v AS SELECT id, gone FROM u;
