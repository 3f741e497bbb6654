CREATE TABLE t (a integer, b integer, c text);
CREATE SCHEMA stats;

CREATE TABLE other (a integer, b integer);
CREATE STATISTICS gone_with_its_table ON a, b FROM other;
CREATE STATISTICS s ON a, b FROM t;
COMMENT ON STATISTICS s IS 'goes';
