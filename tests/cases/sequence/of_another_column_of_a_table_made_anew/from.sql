CREATE SEQUENCE s;
CREATE TABLE t (id integer NOT NULL, a bigint DEFAULT nextval('s'));
ALTER SEQUENCE s OWNED BY t.a;
CREATE SEQUENCE of_both;
CREATE TABLE u (id integer NOT NULL, a bigint, b bigint);
ALTER SEQUENCE of_both OWNED BY u.a;
