CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql IMMUTABLE RETURN length($1);
CREATE FOREIGN TABLE t (
    kept integer OPTIONS (column_name 'k', gone 'x'),
    optional integer,
    required integer NOT NULL DEFAULT 1,
    retyped text DEFAULT 'a',
    dropped text,
    CONSTRAINT old_check CHECK (kept > 0),
    CONSTRAINT changed CHECK (kept < 10)
) SERVER s OPTIONS (file 'a', gone 'x');
COMMENT ON FOREIGN TABLE t IS 'old';
