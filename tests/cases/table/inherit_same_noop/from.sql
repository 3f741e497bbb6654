CREATE TABLE public.a (x integer, CHECK (x > 0));
CREATE TABLE public.c () INHERITS (public.a);
CREATE TABLE public.p (a integer PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
