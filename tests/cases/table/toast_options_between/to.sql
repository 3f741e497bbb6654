CREATE TABLE t (a bit(4), c jsonb DEFAULT '{}', b bigint) WITH (toast.autovacuum_enabled = false);
