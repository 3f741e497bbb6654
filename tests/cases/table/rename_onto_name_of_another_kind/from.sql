CREATE TABLE old (id integer, a integer, b integer);
CREATE VIEW wanted AS SELECT id FROM old;
CREATE TABLE other (id integer);
CREATE TYPE held AS ENUM ('a');
CREATE INDEX taken ON other (id);
