CREATE SCHEMA app;
CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE TABLE t (s span, m span_multirange DEFAULT span_multirange(span(1, 2)));
CREATE TYPE other AS RANGE (SUBTYPE = text);
