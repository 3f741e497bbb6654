CREATE DOMAIN d AS text CONSTRAINT one CHECK (VALUE <> 'a');
CREATE DOMAIN over_d AS d;
CREATE TYPE pair AS (first over_d, number integer);
CREATE TYPE nest AS (inner_pair pair, several d[]);
CREATE TABLE t (id integer, held pair, deep nest, more pair[], plain d);
CREATE DOMAIN n AS integer;
CREATE TYPE holds_n AS (value n);
CREATE TABLE u (id integer, held holds_n);
CREATE VIEW v AS SELECT (held).first FROM t;
