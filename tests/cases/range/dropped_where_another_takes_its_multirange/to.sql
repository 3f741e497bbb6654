CREATE TYPE new_span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = spans);
CREATE TABLE t (a spans NOT NULL DEFAULT '{}', b spans);
