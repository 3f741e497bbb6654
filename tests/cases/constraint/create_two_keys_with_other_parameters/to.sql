CREATE TABLE u (id integer);
CREATE TABLE t (a integer);
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (a) WITH (fillfactor = 78);
ALTER TABLE t ADD CONSTRAINT t_a_key UNIQUE (a);
