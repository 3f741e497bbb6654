CREATE TABLE t (a integer CONSTRAINT new UNIQUE, b integer);
ALTER INDEX new SET (fillfactor = 70);
CREATE TABLE u (a integer REFERENCES t (a) DEFERRABLE);
