CREATE TABLE t (h integer, h2 integer, n integer NOT NULL, n2 bigint, PRIMARY KEY (h));
CREATE TABLE two (h integer, h2 integer, PRIMARY KEY (h));
