CREATE TABLE t (h jsonb) WITH (toast.autovacuum_enabled = false);
CREATE TABLE u (a integer, b text) WITH (toast.autovacuum_enabled = false);
