CREATE EXTENSION file_fdw;
CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE t (id integer, name text OPTIONS (force_not_null 'true')) SERVER s OPTIONS (filename '/nowhere.csv', format 'csv');
CREATE VIEW v AS SELECT id FROM t;
