CREATE TABLE t (a integer, b integer, c text);
CREATE SCHEMA stats;

CREATE TABLE u (a integer, b integer, c text);
CREATE STATISTICS kinds (ndistinct) ON a, b FROM t;
CREATE STATISTICS columns ON a, c FROM t;
CREATE STATISTICS expressions ON (a + 2) FROM t;
CREATE STATISTICS moved ON a, b FROM u;
COMMENT ON STATISTICS moved IS 'stays';
ALTER STATISTICS moved SET STATISTICS 10;
