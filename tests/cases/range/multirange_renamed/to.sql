CREATE SCHEMA app;
CREATE TYPE span AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = spans);
CREATE TABLE t (s span, m spans DEFAULT spans(span(1, 2)));
CREATE TYPE other AS RANGE (SUBTYPE = text, MULTIRANGE_TYPE_NAME = app.others);
