CREATE DOMAIN d AS text CONSTRAINT two CHECK (VALUE <> 'b');
CREATE DOMAIN over_d AS d NOT NULL;
CREATE TABLE row_of (a d, b integer);
CREATE TYPE pair AS (first over_d, second row_of);
CREATE TABLE comes (held row_of);
CREATE TABLE comes_too (held pair);
