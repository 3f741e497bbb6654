CREATE TABLE t (a integer NOT NULL, b integer NOT NULL, CONSTRAINT new PRIMARY KEY (a, b));
CREATE TABLE u (a integer, b integer, CONSTRAINT added FOREIGN KEY (a, b) REFERENCES t (a, b));
CREATE TABLE v (a integer, b integer, CONSTRAINT made_with_its_table FOREIGN KEY (b, a) REFERENCES t (b, a));
