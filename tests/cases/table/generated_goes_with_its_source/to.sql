CREATE TABLE t (id integer, d integer);
CREATE VIEW v AS SELECT id, d AS c FROM t;
