CREATE TABLE t (id integer, note text);
CREATE INDEX t_moved_idx ON t (id) TABLESPACE archive;
CREATE INDEX t_back_idx ON t (note) TABLESPACE archive;
CREATE INDEX t_there_idx ON t (note text_pattern_ops);
