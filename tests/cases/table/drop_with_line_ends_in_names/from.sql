CREATE TABLE "two
lines" (id integer);
CREATE TABLE t (id integer, "a\b
c" text);
