CREATE TABLE t (a integer, b integer, c text);
CREATE SCHEMA stats;

CREATE TABLE u (a integer, b integer, c text);
CREATE STATISTICS kinds ON a, b FROM t;
CREATE STATISTICS columns ON a, b FROM t;
CREATE STATISTICS expressions ON (a + 1) FROM t;
CREATE STATISTICS moved ON a, b FROM t;
COMMENT ON STATISTICS moved IS 'stays';
ALTER STATISTICS moved SET STATISTICS 10;
