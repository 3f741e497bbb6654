CREATE UNLOGGED TABLE held (a bigint, b text);
CREATE TABLE comes (value held);
CREATE TABLE loses (id integer);
CREATE TABLE gains (id integer, value held);
