CREATE TABLE t (a double precision NOT NULL);
CREATE TABLE t2 (a integer NOT NULL);
CREATE TABLE u (b text NOT NULL);
