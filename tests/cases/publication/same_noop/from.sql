CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE PUBLICATION p FOR TABLE t WITH (publish = 'insert, update');
