-- @renamed from=g
CREATE SEQUENCE s;
CREATE TABLE t (a integer CONSTRAINT g UNIQUE);
