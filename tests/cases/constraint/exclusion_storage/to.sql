CREATE TABLE t (a integer, r int4range, CONSTRAINT t_excl EXCLUDE USING gist (r WITH &&) WITH (fillfactor = 80) WHERE (a > 0),
  CONSTRAINT t_other EXCLUDE USING btree (a WITH =) WITH (fillfactor = 60));
