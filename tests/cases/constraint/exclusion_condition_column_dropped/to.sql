CREATE TABLE t (a text, CONSTRAINT t_excl EXCLUDE USING btree (a WITH =) WHERE (a <> ''));
