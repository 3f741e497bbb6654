CREATE TABLE comes (id integer PRIMARY KEY, note text) TABLESPACE archive;
CREATE TABLE moves (id bigint PRIMARY KEY) TABLESPACE fast;
CREATE TABLE goes (id integer PRIMARY KEY);
CREATE VIEW seen AS SELECT * FROM moves;
