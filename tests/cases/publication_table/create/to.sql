CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE TABLE u (a integer);
CREATE TABLE "New One" (x integer);
CREATE PUBLICATION p FOR TABLE t, u, "New One";
CREATE PUBLICATION q FOR TABLE t;
