CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE TABLE u (a integer);
CREATE PUBLICATION p FOR TABLE t;
