CREATE TABLE comes (id integer PRIMARY KEY, note text);
CREATE TABLE moves (id integer PRIMARY KEY) TABLESPACE archive;
CREATE TABLE goes (id integer PRIMARY KEY) TABLESPACE archive;
CREATE VIEW seen AS SELECT * FROM moves;
