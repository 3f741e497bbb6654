CREATE TYPE a;
CREATE FUNCTION a_in(cstring) RETURNS a LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION a_out(a) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION a_recv(internal) RETURNS a LANGUAGE internal IMMUTABLE STRICT AS 'textrecv';
CREATE FUNCTION a_send(a) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'textsend';
CREATE TYPE a (INPUT = a_in, OUTPUT = a_out, STORAGE = external, RECEIVE = a_recv, SEND = a_send, TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout, ANALYZE = array_typanalyze);

CREATE TYPE b;
CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION b_recv(internal) RETURNS b LANGUAGE internal IMMUTABLE STRICT AS 'textrecv';
CREATE FUNCTION b_send(b) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'textsend';
CREATE TYPE b (INPUT = b_in, OUTPUT = b_out);
CREATE TABLE t (b b);
