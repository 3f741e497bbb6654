CREATE TYPE a;
CREATE FUNCTION a_in(cstring) RETURNS a LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION a_out(a) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE a (INPUT = a_in, OUTPUT = a_out);
CREATE DOMAIN over_a AS a;
CREATE TABLE t (id integer NOT NULL, plain a, several a[], through over_a);
CREATE COLLATION sorted (LOCALE = 'C');
CREATE DOMAIN collated AS text COLLATE sorted;
CREATE TABLE u (id integer NOT NULL, plain text COLLATE sorted, through collated, number integer);
