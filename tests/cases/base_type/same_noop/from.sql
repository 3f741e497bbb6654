CREATE TYPE number;

CREATE FUNCTION number_in(cstring) RETURNS number LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION number_out(number) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE FUNCTION number_recv(internal) RETURNS number LANGUAGE internal IMMUTABLE STRICT AS 'int4recv';
CREATE FUNCTION number_send(number) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send';

CREATE TYPE number (INPUT = number_in, OUTPUT = number_out, RECEIVE = number_recv, SEND = number_send, INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4, CATEGORY = 'N', DEFAULT = '7');
COMMENT ON TYPE number IS 'like integer';
CREATE FUNCTION is_odd(number) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE TABLE t (n number, many number[], odd boolean);
CREATE VIEW v AS SELECT is_odd(n) AS odd FROM t;
CREATE DOMAIN small_number AS number;
