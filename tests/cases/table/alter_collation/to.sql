CREATE TABLE t (a text COLLATE "C", b varchar(10) COLLATE "POSIX");
CREATE INDEX t_a ON t (a);
