CREATE TABLE t (a integer, b integer, c text);
CREATE SCHEMA stats;

CREATE STATISTICS old ON a, b FROM t;
COMMENT ON STATISTICS old IS 'goes along';
CREATE STATISTICS asked ON a, c FROM t;
