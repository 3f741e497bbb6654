CREATE TABLE t (id int PRIMARY KEY, body text, n numeric(10,2), at timestamp);
ALTER TABLE t SET (fillfactor = 50, autovacuum_enabled = false, toast.autovacuum_enabled = false);
ALTER TABLE t ALTER COLUMN body SET STORAGE MAIN, ALTER COLUMN body SET COMPRESSION pglz, ALTER COLUMN body SET STATISTICS 10, ALTER COLUMN id SET (n_distinct = 5);
