CREATE TABLE t (a integer);
CREATE INDEX v ON t (a);
