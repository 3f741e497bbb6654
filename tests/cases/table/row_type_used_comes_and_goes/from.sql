CREATE TABLE held (a integer, b text);
CREATE TABLE goes (value held);
CREATE TABLE loses (id integer, value held);
CREATE TABLE gains (id integer);
