CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = spans);
CREATE TYPE span_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = many_yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy);
CREATE TYPE freed AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = taken);
CREATE TABLE t (a span, b spans, c span_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);
