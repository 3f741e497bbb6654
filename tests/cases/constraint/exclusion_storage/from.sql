CREATE TABLE t (a integer, r int4range, CONSTRAINT t_excl EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 70) WHERE (a > 0));
