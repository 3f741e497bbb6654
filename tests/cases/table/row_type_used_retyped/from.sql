CREATE TABLE held (a integer, b text);
CREATE TABLE holds (id integer PRIMARY KEY, value held);
CREATE VIEW shown AS SELECT id, value FROM holds;
