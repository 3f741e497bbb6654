CREATE TABLE t (a integer, b integer);
GRANT SELECT (a, b) ON t TO reader;
