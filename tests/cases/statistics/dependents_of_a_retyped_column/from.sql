CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS s (ndistinct, mcv) ON a, b, (a + b) FROM t;
COMMENT ON STATISTICS s IS 'comes back';
ALTER STATISTICS s SET STATISTICS 10;
CREATE STATISTICS beside ON b, c FROM t;
