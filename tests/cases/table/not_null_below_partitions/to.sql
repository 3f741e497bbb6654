CREATE TABLE public.p (a integer PRIMARY KEY, b integer CONSTRAINT given NOT NULL, c integer NOT NULL) PARTITION BY RANGE (a);
CREATE TABLE public.m (a integer NOT NULL, b integer CONSTRAINT middle NOT NULL, c integer NOT NULL) PARTITION BY RANGE (a);
CREATE TABLE public.l (a integer NOT NULL, b integer NOT NULL, c integer NOT NULL);
ALTER TABLE public.m ATTACH PARTITION public.l FOR VALUES FROM (0) TO (5);
ALTER TABLE public.p ATTACH PARTITION public.m FOR VALUES FROM (0) TO (10);
CREATE TABLE public.q PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE INDEX p_b ON public.p (b);
CREATE VIEW public.seen AS SELECT a, b FROM public.m;
