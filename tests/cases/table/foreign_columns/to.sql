CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE FUNCTION f(text) RETURNS integer LANGUAGE sql IMMUTABLE RETURN length($1);
CREATE FOREIGN TABLE t (
    kept integer OPTIONS (column_name 'k2', come 'y'),
    optional integer NOT NULL DEFAULT 2,
    required integer,
    retyped integer DEFAULT 7,
    added text OPTIONS (column_name 'new') NOT NULL,
    added_with_default date DEFAULT '2026-01-01',
    CONSTRAINT new_check CHECK (kept > 1),
    CONSTRAINT changed CHECK (kept < 20)
) SERVER s OPTIONS (file 'b', come 'y');
COMMENT ON FOREIGN TABLE t IS 'new';
ALTER FOREIGN TABLE t OWNER TO keeper;
GRANT SELECT ON t TO reader;
GRANT SELECT (added) ON t TO PUBLIC;
