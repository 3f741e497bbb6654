CREATE TABLE t (a integer CONSTRAINT old UNIQUE, b integer);
CREATE TABLE u (a integer REFERENCES t (a));
