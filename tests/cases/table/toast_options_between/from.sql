CREATE TABLE t (a time, b jsonb DEFAULT '{}') WITH (toast.autovacuum_enabled = false, toast.vacuum_truncate = false);
