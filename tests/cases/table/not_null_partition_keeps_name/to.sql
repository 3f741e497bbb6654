CREATE TABLE public.p (a integer CONSTRAINT given NOT NULL) PARTITION BY LIST (a);
CREATE TABLE public.p1 (a integer NOT NULL);
ALTER TABLE public.p ATTACH PARTITION public.p1 FOR VALUES IN (1);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES IN (2);
CREATE TABLE public.a (n integer CONSTRAINT given NOT NULL);
CREATE TABLE public.b (n integer NOT NULL) INHERITS (public.a);
CREATE TABLE public.c () INHERITS (public.a);
