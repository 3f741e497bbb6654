CREATE TABLE t (a integer, b integer, c integer GENERATED ALWAYS AS (a + 1) STORED, d integer GENERATED ALWAYS AS (b) STORED, e integer);
CREATE VIEW v AS SELECT a, b, e FROM t;
CREATE VIEW w AS SELECT c FROM t;
