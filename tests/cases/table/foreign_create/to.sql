CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE SCHEMA remote;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE FOREIGN TABLE remote."All Sorts" (
    id positive OPTIONS (column_name 'ID', key 'true', url 'https://u:p@h/', open :'column_open') NOT NULL,
    name character varying(20) COLLATE "C" DEFAULT 'x' NOT NULL,
    feeling mood DEFAULT 'good',
    doubled integer GENERATED ALWAYS AS (2 * 3) STORED,
    CONSTRAINT short CHECK (length(name) < 10),
    CONSTRAINT unproven CHECK (id < 1000) NO INHERIT
) SERVER s OPTIONS (schema_name 'public', table_name 'it''s', password :'table_password', url 'https://u:p@h/', open :'table_open');
ALTER FOREIGN TABLE remote."All Sorts" ALTER COLUMN name SET STATISTICS 200;
ALTER FOREIGN TABLE remote."All Sorts" ALTER COLUMN name SET (n_distinct = 5);
ALTER FOREIGN TABLE remote."All Sorts" ALTER COLUMN name SET STORAGE EXTERNAL;
CREATE FOREIGN TABLE bare () SERVER s;
COMMENT ON FOREIGN TABLE remote."All Sorts" IS 'rows of another server';
COMMENT ON COLUMN remote."All Sorts".id IS 'its key';
COMMENT ON CONSTRAINT short ON remote."All Sorts" IS 'not checked here';
ALTER FOREIGN TABLE bare OWNER TO keeper;
GRANT SELECT, INSERT ON remote."All Sorts" TO reader;
GRANT UPDATE (name) ON remote."All Sorts" TO reader WITH GRANT OPTION;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER watch AFTER INSERT OR UPDATE OF name ON remote."All Sorts" FOR EACH ROW EXECUTE FUNCTION f('a');
ALTER FOREIGN TABLE remote."All Sorts" DISABLE TRIGGER watch;
