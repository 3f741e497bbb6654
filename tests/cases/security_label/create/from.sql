CREATE TABLE t (id integer, secret text);
