CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE PUBLICATION p FOR TABLE t (a, c) WHERE (c > 1 AND a > 1);
