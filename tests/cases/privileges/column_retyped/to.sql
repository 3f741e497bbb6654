CREATE TABLE t (a bigint, b integer);
GRANT SELECT (a, b) ON t TO reader;
GRANT INSERT ON t TO reader;
