CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE SCHEMA remote;
-- @renamed from=public.old_name
CREATE FOREIGN TABLE remote.new_name (
    new_column integer, -- @renamed from=old_column
    CONSTRAINT old_check CHECK (new_column > 0)) SERVER s OPTIONS (file 'a');
CREATE VIEW v AS SELECT new_column AS old_column FROM remote.new_name;
