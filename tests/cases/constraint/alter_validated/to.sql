CREATE TABLE p (id int PRIMARY KEY, code text UNIQUE);
CREATE TABLE t (id int, p_id int, a int, b int, r int4range);
ALTER TABLE t ADD CONSTRAINT t_c CHECK (a > 0);
