CREATE TABLE t (b integer, a integer);
CREATE STATISTICS s (dependencies, mcv) ON a, b FROM t;
CREATE STATISTICS e ON a, (b + 1) FROM t;
