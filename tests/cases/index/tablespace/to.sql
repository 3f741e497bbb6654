CREATE TABLE t (id integer, note text);
CREATE INDEX t_moved_idx ON t (id) TABLESPACE fast;
CREATE INDEX t_back_idx ON t (note);
CREATE INDEX t_there_idx ON t (note text_pattern_ops) TABLESPACE archive;
CREATE UNIQUE INDEX t_new_idx ON t (lower(note), id) INCLUDE (note) WITH (fillfactor = 80) TABLESPACE archive WHERE id > 0;
