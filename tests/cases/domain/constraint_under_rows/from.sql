CREATE DOMAIN d AS text CONSTRAINT one CHECK (VALUE <> 'a');
CREATE DOMAIN over_d AS d;
CREATE TABLE row_of (a d, b integer);
CREATE TYPE pair AS (first over_d, second row_of);
CREATE TABLE gone (held row_of, several pair[]);
