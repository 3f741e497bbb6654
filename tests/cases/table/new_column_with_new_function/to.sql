CREATE FUNCTION a(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t (id bigint, come bigint DEFAULT a(1));
CREATE TABLE u (id integer, d integer GENERATED ALWAYS AS (a(id)) STORED);
CREATE VIEW v AS SELECT id, d AS gone FROM u;
