CREATE TABLE t (h macaddr) WITH (toast.autovacuum_enabled = false);
CREATE TABLE u (a integer) WITH (toast.autovacuum_enabled = false);
