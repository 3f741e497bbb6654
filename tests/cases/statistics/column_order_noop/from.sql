CREATE TABLE t (a integer, b integer);
CREATE STATISTICS s (mcv, dependencies) ON a, b FROM t;
CREATE STATISTICS e ON a, (b + 1) FROM t;
