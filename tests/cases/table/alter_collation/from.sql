CREATE TABLE t (a text, b varchar(10));
CREATE INDEX t_a ON t (a);
