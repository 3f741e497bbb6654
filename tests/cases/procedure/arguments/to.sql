CREATE PROCEDURE names(x integer) LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE outs(a integer, OUT b bigint) LANGUAGE sql AS 'SELECT 1::bigint';
CREATE PROCEDURE defaults(a integer) LANGUAGE sql AS 'SELECT 1';
