CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, CONSTRAINT a_key PRIMARY KEY (b));
