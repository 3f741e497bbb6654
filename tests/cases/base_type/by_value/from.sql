CREATE TYPE number;

CREATE FUNCTION number_in(cstring) RETURNS number LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION number_out(number) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION number_recv(internal) RETURNS number LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
CREATE FUNCTION number_send(number) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';
CREATE TYPE number (INPUT = number_in, OUTPUT = number_out, INTERNALLENGTH = 4);
