CREATE TABLE t (id integer NOT NULL, plain text, several text, through text) PARTITION BY RANGE (id);
CREATE TABLE t_rest PARTITION OF t DEFAULT;
CREATE COLLATION sorted (LOCALE = 'POSIX');
CREATE DOMAIN collated AS text COLLATE sorted;
CREATE TABLE u (id integer NOT NULL, plain varchar(40) COLLATE sorted, through collated, number bigint) PARTITION BY RANGE (id);
CREATE TABLE u_rest PARTITION OF u DEFAULT;
