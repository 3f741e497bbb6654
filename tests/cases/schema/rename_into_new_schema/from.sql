CREATE SCHEMA old;
CREATE TABLE old.t (id integer PRIMARY KEY, a text);
CREATE INDEX t_a ON old.t (a);
CREATE VIEW old.v AS SELECT a FROM old.t;
