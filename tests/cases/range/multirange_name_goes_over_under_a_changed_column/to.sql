CREATE TYPE span AS RANGE (SUBTYPE = tstzrange, MULTIRANGE_TYPE_NAME = many_spans);
CREATE TYPE spans AS ENUM ('v0', 'v1');
CREATE TABLE t (id integer, a spans DEFAULT 'v0', b spans, c many_spans DEFAULT '{}');
CREATE TABLE loses (id integer);
