CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE TABLE t (id integer, s span DEFAULT span(1, 2), m span_multirange);
CREATE VIEW v AS SELECT lower(s) AS low FROM t;
CREATE FUNCTION width(span) RETURNS integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON TYPE span IS 's';
