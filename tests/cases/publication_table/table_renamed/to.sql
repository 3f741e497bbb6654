-- @renamed from=t
CREATE TABLE tt (a integer PRIMARY KEY, b text, c integer);
CREATE PUBLICATION p FOR TABLE tt;
