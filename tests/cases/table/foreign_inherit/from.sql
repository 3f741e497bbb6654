CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE TABLE local_parent (a integer, CONSTRAINT positive CHECK (a > 0));
CREATE FOREIGN TABLE foreign_parent (b integer) SERVER s;
CREATE FOREIGN TABLE alone (a integer, c integer, CONSTRAINT positive CHECK (a > 0)) SERVER s;
