CREATE TABLE t (a integer NOT NULL, b integer NOT NULL);
CREATE UNIQUE INDEX other ON t (b, a);
CREATE TABLE u (a integer, b integer);
