-- The column's type is spelled the same and is another; its default says so, and the table differs by that alone.
CREATE TYPE span AS RANGE (SUBTYPE = tstzrange, MULTIRANGE_TYPE_NAME = spans);
CREATE TABLE t (id integer, a spans DEFAULT '{}', b spans, c spans DEFAULT '{}');
CREATE TABLE loses (id integer, a spans DEFAULT '{}');
