CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE SCHEMA remote;
CREATE FOREIGN TABLE old_name (old_column integer, CONSTRAINT old_check CHECK (old_column > 0)) SERVER s OPTIONS (file 'a');
CREATE VIEW v AS SELECT old_column FROM old_name;
