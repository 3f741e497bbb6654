CREATE FUNCTION my_row_number() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
CREATE FUNCTION my_sin(double precision) RETURNS double precision LANGUAGE internal IMMUTABLE STRICT AS 'dsin';
