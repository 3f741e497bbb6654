CREATE TABLE t (a integer, b integer, c integer);
CREATE STATISTICS gone ON a, b FROM t;
CREATE STATISTICS less ON a, b, c FROM t;
