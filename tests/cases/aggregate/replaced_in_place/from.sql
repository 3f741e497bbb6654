CREATE FUNCTION add_up(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION take_away(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE FUNCTION put_together(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION shorter(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION as_text(bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE FUNCTION as_text(bigint, integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';

CREATE AGGREGATE total(integer) (SFUNC = add_up, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE smallest(integer) (SFUNC = int4smaller, STYPE = integer);
CREATE VIEW totals AS SELECT total(v) AS all_of_them FROM generate_series(1, 3) v;
