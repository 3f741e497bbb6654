CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, CONSTRAINT old UNIQUE (b, a));
CREATE UNIQUE INDEX older ON t (a, b);
CREATE TABLE u (a integer, b integer);
