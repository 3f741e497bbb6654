CREATE TABLE t (id int, note text);
CREATE FUNCTION describe(row_value t) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''x''::text';
ALTER TABLE t ALTER COLUMN note SET DEFAULT describe(NULL);
