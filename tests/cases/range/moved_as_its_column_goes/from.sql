CREATE SCHEMA other;
CREATE TYPE other.span AS RANGE (SUBTYPE = real, MULTIRANGE_TYPE_NAME = other.spans);
CREATE TABLE t (a other.spans DEFAULT '{}' NOT NULL);
