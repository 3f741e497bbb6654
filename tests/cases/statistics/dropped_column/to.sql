CREATE TABLE t (a integer, c integer, d integer);
CREATE STATISTICS less ON a, c FROM t;
CREATE STATISTICS new ON c, d FROM t;
