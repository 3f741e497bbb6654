CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE UNLOGGED TABLE u (a integer);
CREATE PUBLICATION p FOR TABLE t;
