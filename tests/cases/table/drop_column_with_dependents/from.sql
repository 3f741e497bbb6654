CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE, b int CHECK (b > a));
CREATE INDEX t_ab ON t (a, b);
CREATE VIEW v AS SELECT id, a FROM t;
