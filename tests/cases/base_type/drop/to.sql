CREATE TABLE t (odd boolean);
