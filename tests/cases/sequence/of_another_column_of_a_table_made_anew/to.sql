CREATE SEQUENCE s;
CREATE TABLE t (id integer NOT NULL, b bigint DEFAULT nextval('s')) PARTITION BY RANGE (id);
ALTER SEQUENCE s OWNED BY t.b;
CREATE SEQUENCE of_both;
CREATE TABLE u (id integer NOT NULL, a bigint, b bigint) PARTITION BY RANGE (id);
ALTER SEQUENCE of_both OWNED BY u.b;
