CREATE TABLE t (a integer, b integer);
GRANT SELECT ON t TO reader;
GRANT SELECT (a) ON t TO reader;
GRANT UPDATE (b) ON t TO writer;
