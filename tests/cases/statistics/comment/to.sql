CREATE TABLE t (a integer, b integer, c text);
CREATE SCHEMA stats;

CREATE STATISTICS s ON a, b FROM t;
COMMENT ON STATISTICS s IS 'after';
