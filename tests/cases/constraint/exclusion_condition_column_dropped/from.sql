CREATE TABLE t (a text, b integer, CONSTRAINT t_excl EXCLUDE USING btree (a WITH =) WHERE (b <> 42));
