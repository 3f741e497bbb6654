CREATE TABLE public.a (x integer);
CREATE TABLE public.b () INHERITS (public.a);
CREATE TABLE public.c (n integer NOT NULL, g integer GENERATED ALWAYS AS (1) STORED NOT NULL) INHERITS (public.a);
CREATE TABLE public.p (a integer, g integer GENERATED ALWAYS AS (a + 1) STORED NOT NULL) PARTITION BY LIST (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES IN (2);
