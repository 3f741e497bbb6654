CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (id integer, m mood[], CONSTRAINT k UNIQUE (id, m));
CREATE TABLE u (id integer, m mood[], CONSTRAINT f FOREIGN KEY (id, m) REFERENCES t (id, m));
CREATE TABLE v (m mood PRIMARY KEY);
CREATE TABLE w (m mood REFERENCES v);
