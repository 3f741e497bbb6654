CREATE TABLE keep (id integer) TABLESPACE archive;
CREATE TABLE old (id integer PRIMARY KEY, note text) WITH (fillfactor = 70) TABLESPACE archive;
CREATE UNLOGGED TABLE quick (id integer) TABLESPACE "Fast ""SSD""";
CREATE TABLE plain (id integer);
