CREATE TABLE t (id integer, name text, "Other" text);
CREATE TABLE u (id integer);
CREATE VIEW v AS SELECT id FROM t;
