CREATE TABLE public.a (n integer NOT NULL, m integer);
CREATE TABLE public.b () INHERITS (public.a);
CREATE TABLE public.c (n integer NOT NULL) INHERITS (public.a);
CREATE TABLE public.old_parent (n integer NOT NULL) PARTITION BY LIST (n);
CREATE TABLE public.old_parent_1 PARTITION OF public.old_parent FOR VALUES IN (1);
