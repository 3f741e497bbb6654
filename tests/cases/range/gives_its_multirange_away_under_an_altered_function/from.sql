CREATE TYPE old_span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = spans);
CREATE FUNCTION takes(a spans, b text) RETURNS text LANGUAGE sql RETURN 'x';
CREATE FUNCTION gives() RETURNS spans LANGUAGE sql AS 'SELECT NULL::spans';
CREATE VIEW v AS SELECT gives() AS given, 1 AS one;
CREATE TABLE t (c old_span);
