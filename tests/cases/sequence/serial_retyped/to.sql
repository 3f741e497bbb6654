CREATE TABLE t (id integer, n timestamptz DEFAULT '2026-01-01 00:00+00');
