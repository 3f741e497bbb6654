CREATE TABLE public.a (n integer, m integer);
CREATE TABLE public.b () INHERITS (public.a);
CREATE TABLE public.c (CONSTRAINT own NOT NULL n) INHERITS (public.a);
ALTER TABLE public.a ADD CONSTRAINT x NOT NULL n NOT VALID;
CREATE TABLE public.p (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
