CREATE TABLE t (a bigint, b integer, c bigint GENERATED ALWAYS AS (a + 1) STORED, f numeric GENERATED ALWAYS AS (a * 2) STORED, e bigint);
CREATE VIEW v AS SELECT a, b, e FROM t;
CREATE VIEW w AS SELECT c, f FROM t;
